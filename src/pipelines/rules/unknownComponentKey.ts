import * as l10n from '@vscode/l10n';
import { findSimilar } from '../suggest';
import type { Rule } from './rule';

const keys = ['type', 'transitions', 'sources', 'iterationTarget', 'skipped', 'parameters', 'postProcessing'];

export const unknownComponentKey: Rule<'unknown-component-key'> = {
  code: 'unknown-component-key',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A component has type, transitions or sources, iterationTarget, skipped, parameters and postProcessing. This key is almost one of them.',
    );
  },
  *check({ document }) {
    for (const { name, entry, isDamaged } of document.pipeline.components) {
      if (entry.value.kind !== 'map' || isDamaged) continue;
      const { entries } = entry.value;
      const taken = new Set(entries.map(({ key }) => key.text));
      for (const { key } of entries) {
        if (keys.includes(key.text)) continue;
        const suggestion = findSimilar(key.text, keys);
        if (suggestion === undefined) continue;
        const finding = { facts: { name: name.text, key: key.text, suggestion }, span: key.span };
        // A second key of that name would be one too many.
        yield taken.has(suggestion) ? finding : { ...finding, fix: [{ span: key.span, newText: suggestion }] };
        taken.add(suggestion);
      }
    }
  },
};
