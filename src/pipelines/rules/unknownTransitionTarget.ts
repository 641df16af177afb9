import * as l10n from '@vscode/l10n';
import { toDangling } from './toDangling';
import type { Rule } from './rule';

export const unknownTransitionTarget: Rule<'unknown-transition-target'> = {
  code: 'unknown-transition-target',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'A transition leads to a component of the same pipeline, by its name. This name belongs to none, so the run fails here.',
    );
  },
  *check(context) {
    const { components, componentsByName } = context.document.pipeline;
    for (const component of components) {
      for (const { target } of component.transitions) {
        if (!componentsByName.has(target.text)) yield toDangling(context, component, target);
      }
    }
  },
};
