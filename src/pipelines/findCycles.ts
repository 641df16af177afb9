import type { Component } from './pipelineDocument';
import type { Edge, PipelineGraph } from './pipelineGraph';

/** Components that lead back to themselves. */
export interface Cycle {
  /** The connection to cut first: of all of them the one that goes furthest back on the canvas. */
  readonly edge: Edge;
  /** From where that connection leads back to where it begins. */
  readonly path: readonly Component[];
}

/** One cycle of each knot, however many run through it. Linear in components and connections. */
export function findCycles(
  components: readonly Component[],
  graph: PipelineGraph,
  xOf: (it: Component) => number,
): readonly Cycle[] {
  const knotOf = findKnots(components, graph);
  const backmost = new Map<number, Edge>();
  for (const edge of graph.edges) {
    const knot = knotOf.get(edge.from);
    if (knot === undefined || knotOf.get(edge.to) !== knot) continue;
    const best = backmost.get(knot);
    if (best === undefined || stepOf(edge, xOf) <= stepOf(best, xOf)) backmost.set(knot, edge);
  }
  const cycles: Cycle[] = [];
  for (const [knot, edge] of backmost) {
    const path = findPath(edge, graph, (it) => knotOf.get(it) === knot);
    if (path !== undefined) cycles.push({ edge, path });
  }
  return cycles;
}

function stepOf({ from, to }: Edge, xOf: (it: Component) => number): number {
  return xOf(to) - xOf(from);
}

/** Tarjan's strongly connected components without recursion; each component's number of its knot. */
function findKnots(components: readonly Component[], graph: PipelineGraph): ReadonlyMap<Component, number> {
  const order = new Map<Component, number>();
  const low = new Map<Component, number>();
  const knots = new Map<Component, number>();
  const stack: Component[] = [];
  let knot = 0;
  const open = (component: Component) => {
    order.set(component, order.size);
    low.set(component, order.size - 1);
    stack.push(component);
    return { component, edges: graph.outgoing(component)[Symbol.iterator]() };
  };
  const lower = (component: Component, value: number | undefined) => {
    low.set(component, Math.min(low.get(component) ?? 0, value ?? Infinity));
  };
  const close = (component: Component) => {
    if (low.get(component) !== order.get(component)) return;
    knot++;
    let last: Component | undefined;
    do {
      last = stack.pop();
      if (last !== undefined) knots.set(last, knot);
    } while (last !== undefined && last !== component);
  };
  for (const root of components) {
    if (order.has(root)) continue;
    const path = [open(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.edges.next();
      if (next.done !== true) {
        const { to } = next.value;
        if (!order.has(to)) path.push(open(to));
        else if (!knots.has(to)) lower(top.component, order.get(to));
        continue;
      }
      path.pop();
      close(top.component);
      const parent = path.at(-1);
      if (parent !== undefined && !knots.has(top.component)) lower(parent.component, low.get(top.component));
    }
  }
  return knots;
}

/** The shortest way from where an edge leads back to where it begins. */
function findPath(
  edge: Edge,
  graph: PipelineGraph,
  isInKnot: (it: Component) => boolean,
): readonly Component[] | undefined {
  const cameFrom = new Map<Component, Component | undefined>([[edge.to, undefined]]);
  // A map hands out what is added while it is walked.
  for (const [component] of cameFrom) {
    if (component === edge.from) {
      const path: Component[] = [];
      for (let at: Component | undefined = component; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
      return path;
    }
    for (const { to } of graph.outgoing(component)) if (isInKnot(to) && !cameFrom.has(to)) cameFrom.set(to, component);
  }
  return undefined;
}
