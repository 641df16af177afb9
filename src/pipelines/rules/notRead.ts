import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const notRead: Rule<'not-read'> = {
  code: 'not-read',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'A file longer than a million characters or nested deeper than a hundred levels is no pipeline that Maia has written; nothing in it was checked.',
    );
  },
  *check({ document }) {
    const reason = document.refusal;
    if (reason !== undefined) yield { facts: { reason }, span: { start: 0, end: 0 } };
  },
};
