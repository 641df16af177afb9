import * as l10n from '@vscode/l10n';
import { toDangling } from './toDangling';
import type { Rule } from './rule';

export const unknownSource: Rule<'unknown-source'> = {
  code: 'unknown-source',
  severity: 'error',
  get documentation() {
    return l10n.t('A source is a component of the same pipeline, by its name. This name belongs to none.');
  },
  *check(context) {
    const { components, componentsByName } = context.document.pipeline;
    for (const component of components) {
      for (const source of component.sources) {
        if (!componentsByName.has(source.text)) yield toDangling(context, component, source);
      }
    }
  },
};
