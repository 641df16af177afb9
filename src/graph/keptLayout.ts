import { arrangeInLayers } from './arrangeInLayers';
import type { GraphEdge, GraphNode, Point } from './graphModel';

/** More than this would hold up whoever waits, and the extension host, for longer than a blink. */
const mostForCare = { nodes: 120, edges: 360 };

/** Between two columns and two rows. */
export const layoutGap = { x: 60, y: 40 };

/** The layout of a graph without places of its own. It stays while components and connections do, whatever is typed. */
export class KeptLayout {
  #drawing = '';
  #places: ReadonlyMap<string, Point> = new Map();

  async arrange(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Promise<ReadonlyMap<string, Point>> {
    const drawing = JSON.stringify([nodes.map(({ id }) => id), edges.map(({ id }) => id)]);
    if (drawing !== this.#drawing) {
      this.#places = await arrange(nodes, edges);
      this.#drawing = drawing;
    }
    return this.#places;
  }
}

async function arrange(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Promise<ReadonlyMap<string, Point>> {
  if (nodes.length > mostForCare.nodes || edges.length > mostForCare.edges) {
    return arrangeInLayers(nodes, edges, layoutGap);
  }
  const { arrangeWithDagre } = await import('./arrangeWithDagre');
  return arrangeWithDagre(nodes, edges, layoutGap);
}
