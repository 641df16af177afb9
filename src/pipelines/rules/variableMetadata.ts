import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['type', ['TEXT', 'NUMBER', 'GRID']],
  ['scope', ['COPIED', 'SHARED']],
  ['visibility', ['PUBLIC', 'PRIVATE']],
]);

export const variableMetadata: Rule<'variable-metadata'> = {
  code: 'variable-metadata',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A variable has type TEXT, NUMBER or GRID, scope COPIED or SHARED, and visibility PUBLIC or PRIVATE.',
    );
  },
  *check({ document }) {
    for (const { name, type, scope, visibility } of document.pipeline.variables) {
      for (const [key, value] of Object.entries({ type, scope, visibility })) {
        const known = allowed.get(key) ?? [];
        if (value === undefined || value.text === '' || known.includes(value.text)) continue;
        yield { facts: { variable: name.text, key, value: value.text, allowed: known }, span: value.span };
      }
    }
  },
};
