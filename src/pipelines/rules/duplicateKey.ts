import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const duplicateKey: Rule<'duplicate-key'> = {
  code: 'duplicate-key',
  severity: 'error',
  get documentation() {
    return l10n.t('A key may stand only once in a map: of two values one is lost without a word.');
  },
  *check({ document }) {
    const { componentsEntry } = document.pipeline;
    for (const { key, map } of document.duplicateKeys) {
      if (map !== componentsEntry?.value) yield { facts: { key: key.text }, span: key.span };
    }
  },
};
