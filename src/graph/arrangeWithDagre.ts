import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphNode, Point } from './graphModel';

/** Left to right, in layers, with few crossings. Loaded only where places are missing. */
export function arrangeWithDagre(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  gap: Point,
): ReadonlyMap<string, Point> {
  const graph = new DagreGraph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: gap.x, nodesep: gap.y, edgesep: gap.y / 2 });
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  // What is iterated stays close to its iterator.
  for (const { id, from, to, kind } of edges) graph.setEdge(from, to, { weight: kind === 'iteration' ? 4 : 1 }, id);
  layout(graph);
  return new Map(
    nodes.map(({ id, width, height }) => {
      const { x, y } = graph.node(id) as Point;
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}
