import { findComponentType } from '../catalogue';
import type { Component, PipelineDocument } from '../pipelineDocument';
import { createPipelineGraph, findReachable, type PipelineGraph } from '../pipelineGraph';

/**
 * Components that may follow one, the likely ones first: what nothing leads to, then what stands near. Without those
 * that would make a circle.
 */
export function findTargets(document: PipelineDocument, component: Component | undefined): readonly string[] {
  const graph = createPipelineGraph(document);
  const before = component === undefined ? new Set<Component>() : findPreceding(graph, component);
  const named = new Set(component?.transitions.map(({ target }) => target.text));
  return rank(document, component, (it) => {
    if (before.has(it) || named.has(it.name.text) || it.type?.text === 'start') return undefined;
    return graph.incoming(it).length === 0 ? 0 : graph.incoming(it).some((edge) => edge.isIteration) ? 2 : 1;
  });
}

/** Components that may feed one: those that feed nothing yet first. */
export function findSources(document: PipelineDocument, component: Component | undefined): readonly string[] {
  const graph = createPipelineGraph(document);
  const after = component === undefined ? new Set<Component>() : findReachable(graph, [component]);
  const named = new Set(component?.sources.map(({ text }) => text));
  return rank(document, component, (it) => {
    if (after.has(it) || named.has(it.name.text)) return undefined;
    const isOutput = findComponentType(it.type?.text ?? '')?.isOutput === true;
    return isOutput ? 2 : graph.outgoing(it).length === 0 ? 0 : 1;
  });
}

/** Components that an iterator may run: those that nothing runs yet first; never one that another iterator runs. */
export function findIterationTargets(document: PipelineDocument, component: Component | undefined): readonly string[] {
  const graph = createPipelineGraph(document);
  const before = component === undefined ? new Set<Component>() : findPreceding(graph, component);
  return rank(document, component, (it) => {
    const type = it.type?.text;
    const isTaken = graph.incoming(it).some((edge) => edge.isIteration && edge.from !== component);
    const isEnd = findComponentType(type ?? '')?.isEnd === true;
    if (before.has(it) || isTaken || type === 'start' || isEnd || type === 'and' || type === 'or') return undefined;
    return graph.incoming(it).length === 0 ? 0 : 1;
  });
}

/** Everything that leads to a component, itself included. */
function findPreceding(graph: PipelineGraph, component: Component): ReadonlySet<Component> {
  const found = new Set([component]);
  // A set hands out what is added while it is walked.
  for (const it of found) for (const { from } of graph.incoming(it)) found.add(from);
  return found;
}

function rank(
  { pipeline }: PipelineDocument,
  component: Component | undefined,
  rankOf: (component: Component) => number | undefined,
): readonly string[] {
  const positionOf = (it: Component) => pipeline.design.componentsByName.get(it.name.text)?.position;
  const own = component && positionOf(component);
  const distanceOf = (it: Component) => {
    const position = positionOf(it);
    return own && position ? Math.hypot(position.x - own.x, position.y - own.y) : 0;
  };
  return pipeline.components
    .flatMap((it, index) => {
      const own = it.type === undefined ? undefined : rankOf(it);
      return own === undefined ? [] : [{ name: it.name.text, rank: own, distance: distanceOf(it), index }];
    })
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance || a.index - b.index)
    .map(({ name }) => name);
}
