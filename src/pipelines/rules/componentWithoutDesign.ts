import * as l10n from '@vscode/l10n';
import { createDesignEntry } from '../createDesignEntry';
import type { Rule } from './rule';

export const componentWithoutDesign: Rule<'component-without-design'> = {
  code: 'component-without-design',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'Every component has its place under design.components, by its name; without it Maia does not know where to draw it.',
    );
  },
  *check({ document }) {
    const { components, componentsByName, design } = document.pipeline;
    if (design.componentsEntry?.value.kind !== 'map') return;
    for (const component of components) {
      const { name } = component;
      if (design.componentsByName.has(name.text) || componentsByName.get(name.text) !== component) continue;
      const finding = { facts: { name: name.text }, span: name.span };
      const edit = createDesignEntry(document, name.text);
      yield edit === undefined ? finding : { ...finding, fix: [edit] };
    }
  },
};
