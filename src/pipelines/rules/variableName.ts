import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const variableName: Rule<'variable-name'> = {
  code: 'variable-name',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A variable’s name begins with a letter or an underscore; letters, digits and underscores follow. Others cannot be used in ${…}.',
    );
  },
  *check({ document }) {
    for (const { name } of document.pipeline.variables) {
      if (!/^[A-Za-z_]\w*$/.test(name.text)) yield { facts: { variable: name.text }, span: name.span };
    }
  },
};
