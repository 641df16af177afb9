import * as l10n from '@vscode/l10n';
import { linesOf } from '../writing/lineStyle';
import type { Rule } from './rule';

export const designWithoutComponent: Rule<'design-without-component'> = {
  code: 'design-without-component',
  severity: 'error',
  get documentation() {
    return l10n.t('Every place under design.components belongs to a component of the pipeline with the same name.');
  },
  *check({ document }) {
    const { componentsByName, design, pipelineEntry } = document.pipeline;
    // Where no component can be found at all, it is not the design that is wrong.
    if (componentsByName.size === 0 && (!document.isWhole || pipelineEntry === undefined)) return;
    const places = design.componentsEntry?.value;
    const isLineByLine = places?.kind === 'map' && !places.isFlow;
    const isSure = document.isWhole && isLineByLine && design.components.length > 1;
    for (const { name, entry } of design.components) {
      if (componentsByName.has(name.text)) continue;
      const finding = { facts: { name: name.text }, span: name.span };
      const lines = isSure ? linesOf(document.text, entry) : undefined;
      yield lines === undefined ? finding : { ...finding, fix: [{ span: lines, newText: '' }] };
    }
  },
};
