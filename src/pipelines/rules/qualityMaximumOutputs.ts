import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import type { Rule } from './rule';

export const qualityMaximumOutputs: Rule<'quality-maximum-outputs'> = {
  code: 'quality-maximum-outputs',
  severity: 'warning',
  get documentation() {
    return l10n.t('The repository asks for a maximum number of components that write, in a transformation.');
  },
  *check({ document, findQualityRule }) {
    const rule = findQualityRule('maximum-outputs');
    if (rule === undefined || !document.isWhole) return;
    if (document.kind !== 'transformation') return;
    const outputs = document.pipeline.components.filter(({ type }) => findComponentType(type?.text ?? '')?.isOutput);
    const { severity, limit = Infinity } = rule;
    const span = document.pipeline.componentsEntry?.key.span ?? { start: 0, end: 0 };
    if (outputs.length > limit) yield { severity, facts: { count: outputs.length, limit }, span };
  },
};
