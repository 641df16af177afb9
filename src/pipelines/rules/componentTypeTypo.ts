import * as l10n from '@vscode/l10n';
import { findComponentType, listComponentTypes } from '../catalogue';
import { findMistyped } from '../suggest';
import type { Rule } from './rule';

function familyOf(type: string): string {
  return type.replace(/-?v?\d+$/, '');
}

export const componentTypeTypo: Rule<'component-type-typo'> = {
  code: 'component-type-typo',
  severity: 'hint',
  get documentation() {
    return l10n.t(
      'No public pipeline has a component of this type, but one that is written almost the same. New types appear from time to time, so this may be fine.',
    );
  },
  *check({ document }) {
    const types = listComponentTypes().map((it) => it.type);
    for (const { name, type } of document.pipeline.components) {
      if (type === undefined || findComponentType(type.text) !== undefined || type.text.length < 4) continue;
      const suggestion = findMistyped(type.text, types);
      // Another version of a component is another component.
      if (suggestion === undefined || familyOf(suggestion) === familyOf(type.text)) continue;
      const facts = { name: name.text, type: type.text, suggestion };
      yield { facts, span: type.span, fix: [{ span: type.span, newText: JSON.stringify(suggestion) }] };
    }
  },
};
