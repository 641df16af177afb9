import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import { transitionKinds } from '../pipelineDocument';
import { findSimilar } from '../suggest';
import type { Scalar } from '../yamlValue';
import type { Rule } from './rule';

function isKnown({ text }: Scalar): boolean {
  return transitionKinds.some((kind) => kind === text);
}

function isConditional({ text }: Scalar): boolean {
  return text === 'true' || text === 'false';
}

export const transitionKind: Rule<'transition-kind'> = {
  code: 'transition-kind',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'A transition is unconditional, or follows success or failure; "true" and "false" are those of an if.',
    );
  },
  *check({ document }) {
    for (const { name, type, transitionsEntry } of document.pipeline.components) {
      if (transitionsEntry?.value.kind !== 'map') continue;
      // A type that nobody has seen yet may well have conditions.
      const known = type && findComponentType(type.text);
      const { entries } = transitionsEntry.value;
      const taken = new Set(entries.map(({ key }) => key.text));
      for (const { key } of entries) {
        if (isConditional(key) ? known === undefined || known.isCondition : isKnown(key)) continue;
        const suggestion = isConditional(key) ? undefined : findSimilar(key.text, transitionKinds);
        const facts = { name: name.text, kind: key.text };
        if (suggestion === undefined) {
          yield { facts, span: key.span };
          // Where a key above was lost, all that follows it is here by mistake.
          if (!isConditional(key)) break;
          continue;
        }
        const finding = { facts: { ...facts, suggestion }, span: key.span };
        // A second key of that name would be one too many.
        yield taken.has(suggestion) ? finding : { ...finding, fix: [{ span: key.span, newText: suggestion }] };
        taken.add(suggestion);
      }
    }
  },
};
