import * as l10n from '@vscode/l10n';
import { toDangling } from './toDangling';
import type { Rule } from './rule';

export const unknownIterationTarget: Rule<'unknown-iteration-target'> = {
  code: 'unknown-iteration-target',
  severity: 'error',
  get documentation() {
    return l10n.t('An iterator runs a component of the same pipeline, by its name. This name belongs to none.');
  },
  *check(context) {
    const { components, componentsByName } = context.document.pipeline;
    for (const component of components) {
      const { iterationTarget } = component;
      if (iterationTarget === undefined || componentsByName.has(iterationTarget.text)) continue;
      yield toDangling(context, component, iterationTarget);
    }
  },
};
