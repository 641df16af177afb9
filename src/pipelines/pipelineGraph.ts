import type { Component, PipelineDocument } from './pipelineDocument';
import type { Scalar } from './yamlValue';

/** One component leads to another one. */
export interface Edge {
  readonly from: Component;
  readonly to: Component;
  /** The name that says so: with the component that comes first in an orchestration, with the other in a transformation. */
  readonly place: Scalar;
  readonly writtenIn: Component;
  /** It is the target of an iterator, not what follows. */
  readonly isIteration: boolean;
}

/** The components of a pipeline as a graph; names that name nothing are no part of it. */
export interface PipelineGraph {
  readonly edges: readonly Edge[];
  outgoing(component: Component): readonly Edge[];
  incoming(component: Component): readonly Edge[];
}

/** Linear in components and connections. */
export function createPipelineGraph({ pipeline }: PipelineDocument): PipelineGraph {
  const edges: Edge[] = [];
  const find = ({ text }: Scalar) => pipeline.componentsByName.get(text);
  for (const component of pipeline.components) {
    for (const { target } of component.transitions) {
      const to = find(target);
      if (to) edges.push({ from: component, to, place: target, writtenIn: component, isIteration: false });
    }
    for (const source of component.sources) {
      const from = find(source);
      if (from) edges.push({ from, to: component, place: source, writtenIn: component, isIteration: false });
    }
    const { iterationTarget } = component;
    const to = iterationTarget && find(iterationTarget);
    if (to) edges.push({ from: component, to, place: iterationTarget, writtenIn: component, isIteration: true });
  }
  const outgoing = groupBy(edges, (edge) => edge.from);
  const incoming = groupBy(edges, (edge) => edge.to);
  return {
    edges,
    outgoing: (component) => outgoing.get(component) ?? [],
    incoming: (component) => incoming.get(component) ?? [],
  };
}

/** Everything that some components lead to, themselves included. */
export function findReachable(graph: PipelineGraph, from: readonly Component[]): ReadonlySet<Component> {
  const reached = new Set(from);
  // A set hands out what is added while it is walked.
  for (const component of reached) for (const { to } of graph.outgoing(component)) reached.add(to);
  return reached;
}

function groupBy(edges: readonly Edge[], keyOf: (edge: Edge) => Component): ReadonlyMap<Component, readonly Edge[]> {
  const groups = new Map<Component, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group === undefined) groups.set(keyOf(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}
