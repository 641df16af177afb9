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
      for (const { key } of entry.value.entries) {
        if (keys.includes(key.text)) continue;
        const suggestion = findSimilar(key.text, keys);
        if (suggestion === undefined) continue;
        const facts = { name: name.text, key: key.text, suggestion };
        yield { facts, span: key.span, fix: [{ span: key.span, newText: suggestion }] };
      }
    }
  },
};
