import * as l10n from '@vscode/l10n';
import type { Graph, GraphEdge, GraphNode } from '../../../graph/graphModel';
import type { GraphWords } from '../../../graph/graphWords';
import { toTypeLabel } from '../../../graph/toTypeLabel';

/** The words of the drawing. */
export const getWords = (): GraphWords => ({
  added: l10n.t('Added'),
  removed: l10n.t('Removed'),
  changed: l10n.t('Changed'),
  skipped: l10n.t('Skipped'),
  error: l10n.t('Error'),
  warning: l10n.t('Warning'),
  hint: l10n.t('Hint'),
  edges: {
    unconditional: l10n.t('Unconditional'),
    success: l10n.t('On success'),
    failure: l10n.t('On failure'),
    true: l10n.t('If true'),
    false: l10n.t('If false'),
    data: l10n.t('Data'),
    iteration: l10n.t('Iterates'),
  },
});

export const toCanvasLabel = (title: string): string => l10n.t('Graph of {0}', title);
export const getKeysHint = (): string =>
  l10n.t(
    'Arrow keys follow connections, Enter goes to the text, Alt with an arrow key moves the component, plus and minus zoom, 0 shows all, slash searches.',
  );

/** What a screen reader says of a component. */
export function toNodeLabel(node: GraphNode, words: GraphWords): string {
  const type = node.type === '' ? [] : [toTypeLabel(node.type)];
  const marks = [
    ...(node.isSkipped ? [words.skipped] : []),
    ...(node.change === undefined ? [] : [words[node.change]]),
  ];
  const { length } = node.problems;
  const problems = length === 0 ? [] : [length === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', length)];
  return [node.name, ...type, ...marks, ...problems].join(', ');
}

/** One connection in words, from one of its ends: `On success: Load orders`. */
export const toConnectionText = (edge: GraphEdge, name: string, words: GraphWords): string =>
  edge.change === undefined
    ? `${words.edges[edge.kind]}: ${name}`
    : `${words.edges[edge.kind]}: ${name} (${words[edge.change]})`;

export const getLeadsTo = (): string => l10n.t('Leads to');
export const getComesFrom = (): string => l10n.t('Comes from');

/** Where connections lead from a component, for whoever cannot see them. */
export function toConnectionsText(graph: Graph, id: string, words: GraphWords): string {
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const list = (edges: readonly GraphEdge[], end: 'from' | 'to') =>
    edges.map((edge) => toConnectionText(edge, names.get(edge[end]) ?? '', words)).join('; ');
  const before = list(
    graph.edges.filter(({ to }) => to === id),
    'from',
  );
  const behind = list(
    graph.edges.filter(({ from }) => from === id),
    'to',
  );
  const parts = [
    ...(behind === '' ? [] : [`${getLeadsTo()} ${behind}`]),
    ...(before === '' ? [] : [`${getComesFrom()} ${before}`]),
  ];
  return parts.length === 0 ? l10n.t('Not connected') : parts.join('. ');
}

export const toMovedText = (name: string, { x, y }: { readonly x: number; readonly y: number }): string =>
  l10n.t('{0} moved by {1} and {2}', name, x, y);
export const getCannotMove = (): string => l10n.t('Nothing can be moved in this version.');
