import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const qualityMaximumComponents: Rule<'quality-maximum-components'> = {
  code: 'quality-maximum-components',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'The repository asks for a maximum number of components in a pipeline: move some of them to a child pipeline.',
    );
  },
  *check({ document, findQualityRule }) {
    const rule = findQualityRule('maximum-components');
    if (rule === undefined || !document.isWhole) return;
    const count = document.pipeline.components.length;
    const { severity, limit = Infinity } = rule;
    const span = document.pipeline.componentsEntry?.key.span ?? { start: 0, end: 0 };
    if (count > limit) yield { severity, facts: { count, limit }, span };
  },
};
