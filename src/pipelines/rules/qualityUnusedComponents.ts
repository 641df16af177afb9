import * as l10n from '@vscode/l10n';
import { findReachable } from '../pipelineGraph';
import type { Rule } from './rule';

export const qualityUnusedComponents: Rule<'quality-unused-components'> = {
  code: 'quality-unused-components',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'The repository wants no components that nothing uses: in an orchestration those that cannot be reached from Start, in a transformation those that are connected with nothing.',
    );
  },
  *check({ document, graph, findQualityRule }) {
    const rule = findQualityRule('unused-components');
    if (rule === undefined || !document.isWhole) return;
    const { components } = document.pipeline;
    const reached = findReachable(
      graph,
      components.filter(({ type }) => type?.text === 'start'),
    );
    for (const component of components) {
      const isConnected = graph.incoming(component).length + graph.outgoing(component).length > 0;
      const isUsed =
        document.kind === 'orchestration' ? reached.has(component) : isConnected || components.length === 1;
      if (!isUsed) yield { severity: rule.severity, facts: { name: component.name.text }, span: component.name.span };
    }
  },
};
