import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const duplicateComponent: Rule<'duplicate-component'> = {
  code: 'duplicate-component',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'A component’s name stands for it everywhere, so two components with one name cannot be told apart, and only one of them would be loaded.',
    );
  },
  *check({ document }) {
    const { componentsEntry } = document.pipeline;
    for (const { key, map } of document.duplicateKeys) {
      if (map === componentsEntry?.value) yield { facts: { name: key.text }, span: key.span };
    }
  },
};
