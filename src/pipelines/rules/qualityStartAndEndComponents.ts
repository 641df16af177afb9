import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import { findReachable } from '../pipelineGraph';
import type { Rule } from './rule';

export const qualityStartAndEndComponents: Rule<'quality-start-and-end-components'> = {
  code: 'quality-start-and-end-components',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'The repository wants an orchestration to begin with Start and every branch of it to end with End Success or End Failure.',
    );
  },
  *check({ document, graph, findQualityRule }) {
    const rule = findQualityRule('start-and-end-components');
    if (rule === undefined || !document.isWhole) return;
    if (document.kind !== 'orchestration') return;
    const { components } = document.pipeline;
    const { severity } = rule;
    const span = document.pipeline.componentsEntry?.key.span ?? { start: 0, end: 0 };
    const starts = components.filter(({ type }) => type?.text === 'start');
    if (starts.length === 0) yield { severity, facts: {}, span };
    for (const component of findReachable(graph, starts)) {
      const isIterated = graph.incoming(component).some((edge) => edge.isIteration);
      const isLeaf = graph.outgoing(component).every((edge) => edge.isIteration);
      if (!isLeaf || isIterated || findComponentType(component.type?.text ?? '')?.isEnd === true) continue;
      yield { severity, facts: { name: component.name.text }, span: component.name.span };
    }
  },
};
