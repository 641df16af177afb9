import { nodeSize } from './drawingScale';
import type { GraphEdge, GraphNode, Point } from './graphModel';

/** A layer that gets longer is broken into several columns. */
const mostInColumn = 60;

/**
 * Left to right by the number of steps from a start, in the order of the file: for pipelines that are too large for a
 * careful layout. Linear in nodes and edges; cycles are cut where the file names them first.
 */
export function arrangeInLayers(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  gap: Point,
): ReadonlyMap<string, Point> {
  const layers = findLayers(nodes, edges);
  const columns: string[][] = [];
  for (const layer of layers) {
    for (let from = 0; from < layer.length; from += mostInColumn) columns.push(layer.slice(from, from + mostInColumn));
  }
  const places = new Map<string, Point>();
  columns.forEach((ids, column) => {
    ids.forEach((id, row) => {
      places.set(id, { x: column * (nodeSize.width + gap.x), y: row * (nodeSize.height + gap.y) });
    });
  });
  return places;
}

function findLayers(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const hasSource = new Set<string>();
  for (const { from, to } of edges) {
    next.get(from)?.push(to);
    hasSource.add(to);
  }
  const seen = new Set<string>();
  const layers: string[][] = [];
  const walk = (starts: readonly string[]): void => {
    let layer = starts.filter((id) => !seen.has(id));
    for (let depth = 0; layer.length > 0; depth++) {
      for (const id of layer) seen.add(id);
      (layers[depth] ??= []).push(...layer);
      layer = [...new Set(layer.flatMap((id) => next.get(id) ?? []))].filter((id) => !seen.has(id));
    }
  };
  walk(nodes.map(({ id }) => id).filter((id) => !hasSource.has(id)));
  // What is left are cycles that nothing leads into.
  for (const { id } of nodes) if (!seen.has(id)) walk([id]);
  return layers;
}
