import * as l10n from '@vscode/l10n';
import { findSimilar } from '../suggest';
import type { Rule } from './rule';

/** In the order Maia writes them. */
export const topKeys: readonly string[] = ['type', 'version', 'pipeline', 'design'];

export const missingTopKey: Rule<'missing-top-key'> = {
  code: 'missing-top-key',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'A pipeline file has type, version, pipeline and design at its top, in this order; version may be empty.',
    );
  },
  *check({ document }) {
    const { topEntries, components, design } = document.pipeline;
    if (!document.isWhole && document.root?.kind !== 'map') return;
    const top = { start: 0, end: 0 };
    const present = new Set(topEntries.map(({ key }) => key.text));
    const unknown = topEntries.filter(({ key }) => !topKeys.includes(key.text));
    if (!topKeys.some((key) => present.has(key)) && !unknown.some((entry) => findSimilar(entry.key.text, topKeys))) {
      // Empty, or no pipeline at all: asking for each key says no more.
      yield { facts: { key: topKeys.join(', ') }, span: top };
      return;
    }
    for (const key of topKeys) {
      if (present.has(key)) continue;
      const meant = unknown.find((entry) => findSimilar(entry.key.text, [key]) !== undefined);
      const span = meant?.key.span ?? top;
      const facts = meant === undefined ? { key } : { key, similar: meant.key.text };
      yield meant === undefined ? { facts, span } : { facts, span, fix: [{ span, newText: key }] };
    }
    if (present.has('design') && design.componentsEntry?.value.kind !== 'map' && components.length > 0) {
      yield { facts: { key: 'design.components' }, span: design.entry?.key.span ?? top };
    }
  },
};
