import * as l10n from '@vscode/l10n';
import { walkEntries } from '../yamlValue';
import type { Rule } from './rule';

const leftOver = 'secretReferenceNameId';

export const secretReference: Rule<'secret-reference'> = {
  code: 'secret-reference',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'secretReferenceNameId is left over from a migration and fails when it runs. A secret is named by plain text: the name of its definition in Maia.',
    );
  },
  *check({ document }) {
    // Hardly any file has one, and looking at every key of all others takes time.
    if (!document.text.includes(leftOver)) return;
    for (const { name, parameters } of document.pipeline.components) {
      for (const { key, value } of walkEntries(parameters)) {
        if (key.text !== leftOver) continue;
        const secret = value.kind === 'scalar' ? value.text : '';
        yield { facts: { name: name.text, secret }, span: key.span };
      }
    }
  },
};
