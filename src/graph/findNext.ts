import type { Graph, GraphNode } from './graphModel';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The node that an arrow key leads to: along a connection to the right or left, to the nearest one above or below; where
 * no connection leads on, to the nearest one in that direction. `undefined` at the edge.
 */
export function findNext({ nodes, edges }: Graph, id: string, direction: Direction): string | undefined {
  const from = nodes.find((node) => node.id === id);
  if (from === undefined) return nodes[0]?.id;
  const connected = new Set(
    edges.flatMap((edge) => {
      if (direction === 'right' && edge.from === id) return edge.to;
      if (direction === 'left' && edge.to === id) return edge.from;
      return [];
    }),
  );
  connected.delete(id);
  const along = findNearest(
    from,
    nodes.filter((node) => connected.has(node.id)),
    () => 0,
  );
  if (along !== undefined) return along.id;
  const others = nodes.filter((node) => node.id !== id && isThere(from, node, direction));
  return findNearest(from, others, direction === 'left' || direction === 'right' ? across : alongside)?.id;
}

function isThere(from: GraphNode, { x, y }: GraphNode, direction: Direction): boolean {
  switch (direction) {
    case 'left':
      return x < from.x;
    case 'right':
      return x > from.x;
    case 'up':
      return y < from.y;
    case 'down':
      return y > from.y;
  }
}

type Penalty = (dx: number, dy: number) => number;
const across: Penalty = (_dx, dy) => 2 * dy;
const alongside: Penalty = (dx) => 2 * dx;

function findNearest(from: GraphNode, nodes: readonly GraphNode[], penalty: Penalty): GraphNode | undefined {
  let best: GraphNode | undefined;
  let least = Infinity;
  for (const node of nodes) {
    const [dx, dy] = [Math.abs(node.x - from.x), Math.abs(node.y - from.y)];
    const distance = dx + dy + penalty(dx, dy);
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}
