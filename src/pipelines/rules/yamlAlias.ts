import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const yamlAlias: Rule<'yaml-alias'> = {
  code: 'yaml-alias',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'YAML can name a value and refer to it elsewhere. Maia does not write such references, and they are not followed here: write the value itself.',
    );
  },
  *check({ document }) {
    for (const { text, span } of document.aliases) yield { facts: { text }, span };
  },
};
