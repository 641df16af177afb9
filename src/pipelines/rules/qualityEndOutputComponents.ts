import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import type { Rule } from './rule';

export const qualityEndOutputComponents: Rule<'quality-end-output-components'> = {
  code: 'quality-end-output-components',
  severity: 'warning',
  get documentation() {
    return l10n.t('The repository wants every branch of a transformation to end with a component that writes.');
  },
  *check({ document, graph, findQualityRule }) {
    const rule = findQualityRule('end-output-components');
    if (rule === undefined || !document.isWhole) return;
    if (document.kind !== 'transformation') return;
    for (const component of document.pipeline.components) {
      const known = findComponentType(component.type?.text ?? '');
      // Of a type nobody has seen yet it cannot be told.
      if (known === undefined || known.isOutput || graph.outgoing(component).length > 0) continue;
      yield { severity: rule.severity, facts: { name: component.name.text }, span: component.name.span };
    }
  },
};
