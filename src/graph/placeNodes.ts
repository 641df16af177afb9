import { nodeSize } from './drawingScale';
import type { GraphEdge, GraphNode, Point } from './graphModel';
import { KeptLayout, layoutGap as gap } from './keptLayout';
import { separate } from './separate';

/**
 * Gives a place to every node. Those that the file places stay there, except where one would cover another; the others
 * are put beside what they are connected to when most have a place, else all by a layout of their own.
 */
export async function placeNodes(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  layout = new KeptLayout(),
): Promise<readonly GraphNode[]> {
  const missing = nodes.filter(({ isPlaced }) => !isPlaced);
  const places =
    missing.length === 0
      ? new Map<string, Point>()
      : missing.length * 2 < nodes.length
        ? placeBesideOthers(nodes, edges)
        : await layout.arrange(nodes, edges);
  const placed = nodes.map((node) => ({ ...node, ...(node.isPlaced ? {} : places.get(node.id)) }));
  return separate(placed);
}

/** To the right of a neighbour before it, else to the left of one behind it, else below everything. */
function placeBesideOthers(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, Point> {
  const known = new Map<string, Point>(nodes.filter((it) => it.isPlaced).map((it) => [it.id, it]));
  const places = new Map<string, Point>();
  const step = nodeSize.width + gap.x;
  let waiting = nodes.filter((it) => !it.isPlaced).map(({ id }) => id);
  while (waiting.length > 0) {
    const found = new Map<string, Point>();
    const isWaiting = new Set(waiting);
    for (const { from, to } of edges) {
      const [before, behind] = [known.get(from), known.get(to)];
      if (before && isWaiting.has(to)) found.set(to, { x: before.x + step, y: before.y });
      else if (behind && isWaiting.has(from)) found.set(from, { x: behind.x - step, y: behind.y });
    }
    if (found.size === 0) break;
    for (const [id, place] of found) {
      known.set(id, place);
      places.set(id, place);
    }
    waiting = waiting.filter((id) => !found.has(id));
  }
  const all = [...known.values()];
  const bottom = all.reduce((most, { y }) => Math.max(most, y), 0) + nodeSize.height + gap.y;
  const left = all.reduce((least, { x }) => Math.min(least, x), all[0]?.x ?? 0);
  waiting.forEach((id, index) => {
    places.set(id, { x: left + (index % 8) * step, y: bottom + Math.floor(index / 8) * (nodeSize.height + gap.y) });
  });
  return places;
}
