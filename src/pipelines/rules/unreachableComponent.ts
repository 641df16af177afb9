import * as l10n from '@vscode/l10n';
import { areConnectionsSure } from '../areConnectionsSure';
import type { Rule } from './rule';

export const unreachableComponent: Rule<'unreachable-component'> = {
  code: 'unreachable-component',
  severity: 'warning',
  get documentation() {
    return l10n.t('No transition leads to this component and no iterator runs it, so it never runs.');
  },
  *check({ document, graph, cycles }) {
    const { kind, pipeline } = document;
    const isStart = (type: string | undefined) => type === 'start';
    // Without a start it is the start that is missing.
    if (
      kind !== 'orchestration' ||
      !areConnectionsSure(document) ||
      !pipeline.components.some((it) => isStart(it.type?.text))
    )
      return;
    // A connection of a cycle leads somewhere else than it was meant to, maybe here.
    if (cycles.length > 0) return;
    for (const component of pipeline.components) {
      if (isStart(component.type?.text) || graph.incoming(component).length > 0) continue;
      yield { facts: { name: component.name.text }, span: component.name.span };
    }
  },
};
