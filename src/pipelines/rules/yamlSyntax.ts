import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const yamlSyntax: Rule<'yaml-syntax'> = {
  code: 'yaml-syntax',
  severity: 'error',
  get documentation() {
    return l10n.t('The file is not YAML at this place. The parts before and after are checked all the same.');
  },
  *check({ document }) {
    for (const { code, span } of document.syntaxProblems) yield { facts: { reason: code }, span };
  },
};
