import * as l10n from '@vscode/l10n';
import { findSimilar } from '../suggest';
import { topKeys } from './missingTopKey';
import type { Rule } from './rule';

export const unknownTopKey: Rule<'unknown-top-key'> = {
  code: 'unknown-top-key',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'Maia knows type, version, pipeline and design at the top of a file; nothing else there means anything to it.',
    );
  },
  *check({ document }) {
    const present = new Set(document.pipeline.topEntries.map(({ key }) => key.text));
    const missing = topKeys.filter((key) => !present.has(key));
    for (const { key } of document.pipeline.topEntries) {
      const isMissingOne = missing.some((it) => findSimilar(key.text, [it]) !== undefined);
      if (!topKeys.includes(key.text) && !isMissingOne) yield { facts: { key: key.text }, span: key.span };
    }
  },
};
