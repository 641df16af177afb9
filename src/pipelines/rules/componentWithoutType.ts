import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const componentWithoutType: Rule<'component-without-type'> = {
  code: 'component-without-type',
  severity: 'error',
  get documentation() {
    return l10n.t('The type says what a component does; without it Maia cannot load the pipeline.');
  },
  *check({ document }) {
    for (const { name, type, isDamaged } of document.pipeline.components) {
      if (type === undefined && !isDamaged) yield { facts: { name: name.text }, span: name.span };
    }
  },
};
