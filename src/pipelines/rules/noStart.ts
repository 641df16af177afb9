import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import type { Rule } from './rule';

export const noStart: Rule<'no-start'> = {
  code: 'no-start',
  severity: 'warning',
  get documentation() {
    return l10n.t('An orchestration begins at its Start component; without one nothing runs.');
  },
  *check({ document, graph }) {
    const { kind, isWhole, pipeline } = document;
    const { components, componentsEntry } = pipeline;
    if (kind !== 'orchestration' || !isWhole || components.length === 0 || componentsEntry === undefined) return;
    // A type that nobody has seen yet may be a start as well.
    if (components.some(({ type }) => type?.text === 'start' || findComponentType(type?.text ?? '') === undefined))
      return;
    const first = components.find((component) => graph.incoming(component).length === 0);
    yield { facts: {}, span: (first?.name ?? componentsEntry.key).span };
  },
};
