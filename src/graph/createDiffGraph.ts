import type { Component, PipelineDocument } from '../pipelines/pipelineDocument';
import type { Value } from '../pipelines/yamlValue';
import { createParts, toNodeId } from './createGraph';
import type { Graph, GraphEdge, GraphNode } from './graphModel';
import { placeNodes } from './placeNodes';

/** What a comparison knows that the drawing cannot see by itself. */
export interface GraphDifferences {
  /** What changed in a component of the newer version, in words, by its name. */
  readonly changes?: ReadonlyMap<string, readonly string[]>;
  /** Names in the older version by those in the newer one. */
  readonly renamed?: ReadonlyMap<string, string>;
}

/** Two versions of a pipeline as one graph: what is in both stands where the newer one has it. Places are no change. */
export async function createDiffGraph(
  before: PipelineDocument,
  after: PipelineDocument,
  { changes = new Map(), renamed = new Map() }: GraphDifferences = {},
): Promise<Graph> {
  const newer = createParts(after);
  const older = renameParts(createParts(before), renamed);
  const olderIds = new Set(older.nodes.map(({ id }) => id));
  const newerIds = new Set(newer.nodes.map(({ id }) => id));
  const nodes = newer.nodes.map((node): GraphNode => {
    if (!olderIds.has(node.id)) return { ...node, change: 'added' };
    const name = renamed.get(node.name);
    const words = changes.get(node.name) ?? [];
    const isChanged = name !== undefined || words.length > 0 || hasChanged(before, after, node.name);
    return isChanged ? { ...node, change: 'changed', changes: words } : node;
  });
  const removed = older.nodes
    .filter(({ id }) => !newerIds.has(id))
    .map((node) => ({ ...node, change: 'removed' as const }));
  const edges = compareEdges(older.edges, newer.edges);
  return {
    kind: after.kind ?? before.kind,
    nodes: await placeNodes([...nodes, ...removed], edges),
    edges,
    notes: [],
    reading: before.isWhole && after.isWhole ? 'whole' : (after.refusal ?? before.refusal ?? 'partial'),
  };
}

interface Parts {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The older version under the names of the newer one. */
function renameParts({ nodes, edges }: Parts, renamed: ReadonlyMap<string, string>): Parts {
  if (renamed.size === 0) return { nodes, edges };
  const ids = new Map([...renamed].map(([newName, oldName]) => [toNodeId(oldName), toNodeId(newName)]));
  const toNewId = (id: string): string => ids.get(id) ?? id;
  return {
    nodes: nodes.map((node) => ({ ...node, id: toNewId(node.id) })),
    edges: edges.map(({ from, to, kind }) => {
      const [newFrom, newTo] = [toNewId(from), toNewId(to)];
      return { id: JSON.stringify([newFrom, kind, newTo]), from: newFrom, to: newTo, kind };
    }),
  };
}

function compareEdges(older: readonly GraphEdge[], newer: readonly GraphEdge[]): readonly GraphEdge[] {
  const olderIds = new Set(older.map(({ id }) => id));
  const newerIds = new Set(newer.map(({ id }) => id));
  return [
    ...newer.map((edge): GraphEdge => (olderIds.has(edge.id) ? edge : { ...edge, change: 'added' })),
    ...older.filter(({ id }) => !newerIds.has(id)).map((edge): GraphEdge => ({ ...edge, change: 'removed' })),
  ];
}

const connections = new Set(['transitions', 'sources', 'iterationTarget']);

/** Whether a component says something else; its connections are compared as such, and how it is written is nothing. */
function hasChanged(before: PipelineDocument, after: PipelineDocument, name: string): boolean {
  const [older, newer] = [before.pipeline.componentsByName.get(name), after.pipeline.componentsByName.get(name)];
  return older !== undefined && newer !== undefined && toMeaning(older) !== toMeaning(newer);
}

function toMeaning({ entry }: Component): string {
  const { value } = entry;
  if (value.kind !== 'map') return JSON.stringify(toPlain(value));
  return JSON.stringify(
    value.entries.filter(({ key }) => !connections.has(key.text)).map((it) => [it.key.text, toPlain(it.value)]),
  );
}

function toPlain(value: Value): unknown {
  if (value.kind === 'map') return { map: value.entries.map((it) => [it.key.text, toPlain(it.value)]) };
  if (value.kind === 'list') return value.items.map(toPlain);
  return value.text;
}
