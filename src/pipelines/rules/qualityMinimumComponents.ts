import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const qualityMinimumComponents: Rule<'quality-minimum-components'> = {
  code: 'quality-minimum-components',
  severity: 'warning',
  get documentation() {
    return l10n.t('The repository asks for a minimum number of components in a pipeline.');
  },
  *check({ document, findQualityRule }) {
    const rule = findQualityRule('minimum-components');
    if (rule === undefined || !document.isWhole) return;
    const count = document.pipeline.components.length;
    const { severity, limit = 0 } = rule;
    const span = document.pipeline.componentsEntry?.key.span ?? { start: 0, end: 0 };
    if (count < limit) yield { severity, facts: { count, limit }, span };
  },
};
