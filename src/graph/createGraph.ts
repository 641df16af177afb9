import type { Component, PipelineDocument } from '../pipelines/pipelineDocument';
import { nodeSize, toDrawing } from './drawingScale';
import type { Graph, GraphEdge, GraphNode, NodeProblem } from './graphModel';
import { KeptLayout } from './keptLayout';
import { toIcon } from './nodeLook';
import { placeNodes } from './placeNodes';
import { readNotes } from './readNotes';

/** A problem, and where in the text it stands. */
export interface PlacedProblem extends NodeProblem {
  readonly start: number;
}

/**
 * A pipeline as it is to be drawn, every component at its place. Never throws; what leads nowhere is left out. `layout`
 * is that of the same pipeline's graph before.
 */
export async function createGraph(
  document: PipelineDocument,
  problems: readonly PlacedProblem[] = [],
  layout = new KeptLayout(),
): Promise<Graph> {
  const { nodes, edges } = createParts(document, problems);
  const { refusal, isWhole } = document;
  return {
    kind: document.kind,
    nodes: await placeNodes(nodes, edges, layout),
    edges,
    notes: readNotes(document.pipeline.design),
    reading: refusal ?? (isWhole ? 'whole' : 'partial'),
  };
}

/** Components and connections, with places only where the file says so. */
export function createParts(
  document: PipelineDocument,
  problems: readonly PlacedProblem[] = [],
): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] } {
  const { components, design } = document.pipeline;
  const ids = nameNodes(components);
  const found = sortByComponent(document, problems);
  const nodes = components.map((component): GraphNode => {
    const type = component.type?.text ?? '';
    const position = design.componentsByName.get(component.name.text)?.position;
    const drawn = position && toDrawing(position);
    return {
      ...{ id: ids.get(component) ?? '', name: component.name.text, type, icon: toIcon(type) },
      isSkipped: component.isSkipped,
      isPlaced: drawn !== undefined,
      problems: (found.get(component) ?? []).map(({ severity, message }): NodeProblem => ({ severity, message })),
      ...(drawn ?? { x: 0, y: 0 }),
      ...nodeSize,
    };
  });
  return { nodes, edges: createEdges(document, ids) };
}

/** A name that is there a second time still is another component. */
function nameNodes(components: readonly Component[]): ReadonlyMap<Component, string> {
  const counts = new Map<string, number>();
  return new Map(
    components.map((component) => {
      const count = (counts.get(component.name.text) ?? 0) + 1;
      counts.set(component.name.text, count);
      return [component, toNodeId(component.name.text, count)];
    }),
  );
}

/** The id of the node for a component's name; `count` is 2 for the second one with that name. */
export function toNodeId(name: string, count = 1): string {
  return `${count}:${name}`;
}

function createEdges({ pipeline }: PipelineDocument, ids: ReadonlyMap<Component, string>): readonly GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  const add = (from: Component | undefined, to: Component | undefined, kind: GraphEdge['kind']): void => {
    const [fromId, toId] = [from && ids.get(from), to && ids.get(to)];
    if (fromId === undefined || toId === undefined) return;
    const id = JSON.stringify([fromId, kind, toId]);
    edges.set(id, { id, from: fromId, to: toId, kind });
  };
  const find = (name: string): Component | undefined => pipeline.componentsByName.get(name);
  for (const component of pipeline.components) {
    for (const { kind, target } of component.transitions) add(component, find(target.text), kind);
    for (const source of component.sources) add(find(source.text), component, 'data');
    if (component.iterationTarget) add(component, find(component.iterationTarget.text), 'iteration');
  }
  return [...edges.values()];
}

/** Each problem with the component, or the component's place in the design, that it stands in. */
function sortByComponent({ pipeline }: PipelineDocument, problems: readonly PlacedProblem[]) {
  const owned = new Map<Component, PlacedProblem[]>();
  if (problems.length === 0) return owned;
  const places = [
    ...pipeline.components.map((component) => ({ span: component.entry.span, component })),
    ...pipeline.design.components.map(({ name, entry }) => ({
      span: entry.span,
      component: pipeline.componentsByName.get(name.text),
    })),
  ].sort((a, b) => a.span.start - b.span.start);
  let at = 0;
  for (const problem of [...problems].sort((a, b) => a.start - b.start)) {
    while (at < places.length && (places[at]?.span.end ?? 0) < problem.start) at++;
    const place = places[at];
    if (place?.component === undefined || place.span.start > problem.start) continue;
    const others = owned.get(place.component);
    if (others === undefined) owned.set(place.component, [problem]);
    else others.push(problem);
  }
  return owned;
}
