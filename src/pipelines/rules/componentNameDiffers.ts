import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const componentNameDiffers: Rule<'component-name-differs'> = {
  code: 'component-name-differs',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'The parameter componentName repeats the name of the component. Names elsewhere mean the key, so a different one misleads.',
    );
  },
  *check({ document }) {
    for (const { name, componentName } of document.pipeline.components) {
      if (componentName === undefined || componentName.text === name.text) continue;
      const fix = [{ span: componentName.span, newText: JSON.stringify(name.text) }];
      yield { facts: { name: name.text, componentName: componentName.text }, span: componentName.span, fix };
    }
  },
};
