import { findComponentType, listComponentTypes, type ComponentType } from '../catalogue';
import type { FileReference } from '../fileReferences';
import type { Component, PipelineDocument, Variable } from '../pipelineDocument';
import { createPipelineGraph, type Edge } from '../pipelineGraph';
import type { Span } from '../span';
import { findUses, symbolAt } from '../symbols/findSymbolUses';
import { withoutQuotes } from '../symbols/pipelineSymbol';
import { isNothing, type Entry, type Scalar } from '../yamlValue';

/** What is known about a word in a pipeline; whoever shows it makes the sentences. */
export type Description =
  | ComponentDescription
  | { readonly kind: 'type'; readonly type: ComponentType; readonly count: number }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `undefined` where the file does not declare it. */
      readonly declaration: Variable | undefined;
      readonly reads: number;
      readonly writes: number;
    }
  | { readonly kind: 'childVariable'; readonly name: string; readonly component: Component }
  | { readonly kind: 'file'; readonly reference: FileReference }
  | { readonly kind: 'sharedPipeline'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly types: readonly string[]; readonly isUsual: boolean }
  | { readonly kind: 'key'; readonly key: string };

export interface ComponentDescription {
  readonly kind: 'component';
  readonly component: Component;
  readonly type: ComponentType | undefined;
  readonly incoming: readonly Neighbour[];
  readonly outgoing: readonly Neighbour[];
  /** Those with a value that is a single text, as they are written in one line. */
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
}

/** A component that is connected with another one. */
export interface Neighbour {
  readonly name: string;
  /** `undefined` in transformations, where there is but one way. */
  readonly way: 'iteration' | 'unconditional' | 'success' | 'failure' | 'true' | 'false' | undefined;
}

export interface DescribedPlace {
  readonly description: Description;
  readonly span: Span;
}

/** What the word at an offset means; `undefined` where nothing is known about it. */
export function describeAt(document: PipelineDocument, offset: number): DescribedPlace | undefined {
  const use = symbolAt(document, offset);
  if (use !== undefined) {
    const { symbol, span } = use;
    switch (symbol.kind) {
      case 'component': {
        const component = document.pipeline.componentsByName.get(symbol.name);
        return component && { description: describeComponent(document, component), span };
      }
      case 'variable':
        return { description: describeVariable(document, symbol.name), span };
      case 'childVariable':
        return { description: { kind: 'childVariable', name: symbol.name, component: symbol.component }, span };
      case 'file':
        return { description: { kind: 'file', reference: symbol.reference }, span };
      case 'sharedPipeline':
        return { description: { kind: 'sharedPipeline', name: symbol.name }, span };
    }
  }
  const holds = ({ span }: Pick<Entry, 'span'>) => span.start <= offset && offset <= span.end;
  const component = document.pipeline.components.find(({ entry }) => holds(entry));
  return component && describeInside(document, component, holds);
}

/** A component with its neighbours and its parameters. */
export function describeComponent(document: PipelineDocument, component: Component): ComponentDescription {
  const graph = createPipelineGraph(document);
  return {
    kind: 'component',
    component,
    type: findComponentType(component.type?.text ?? ''),
    incoming: graph.incoming(component).map((edge) => ({ name: edge.from.name.text, way: wayOf(edge) })),
    outgoing: graph.outgoing(component).map((edge) => ({ name: edge.to.name.text, way: wayOf(edge) })),
    parameters: (component.parameters?.entries ?? []).flatMap(({ key, value }) => {
      const isText = value.kind === 'scalar' && !isNothing(value) && key.text !== 'componentName';
      return isText && value.text !== '' ? [{ name: key.text, text: value.text }] : [];
    }),
  };
}

function wayOf({ isIteration, writtenIn, place }: Edge): Neighbour['way'] {
  return isIteration ? 'iteration' : writtenIn.transitions.find(({ target }) => target === place)?.kind;
}

function describeVariable(document: PipelineDocument, name: string): Description {
  const uses = findUses(document, { kind: 'variable', name });
  return {
    kind: 'variable',
    name,
    declaration: document.pipeline.variables.find((it) => it.name.text === name),
    reads: uses.filter(({ role }) => role === 'read').length,
    writes: uses.filter(({ role }) => role === 'write').length,
  };
}

function describeInside(
  { pipeline }: PipelineDocument,
  component: Component,
  holds: (place: Pick<Scalar, 'span'>) => boolean,
): DescribedPlace | undefined {
  const { type, parameters, entry, transitionsEntry } = component;
  const known = findComponentType(type?.text ?? '');
  if (type !== undefined && holds(type)) {
    const count = pipeline.components.filter((it) => it.type?.text === type.text).length;
    return known && { description: { kind: 'type', type: known, count }, span: withoutQuotes(type) };
  }
  const parameter = parameters?.entries.find(({ key }) => holds(key))?.key;
  if (parameter !== undefined) {
    const types = listComponentTypes().filter((it) => it.parameters.includes(parameter.text));
    const isUsual = known?.parameters.includes(parameter.text) === true;
    const names = types.map((it) => it.type);
    return { description: { kind: 'parameter', name: parameter.text, types: names, isUsual }, span: parameter.span };
  }
  const properties = entry.value.kind === 'map' ? entry.value.entries : [];
  const key = properties.find((it) => holds(it.key))?.key;
  if (key !== undefined) return { description: { kind: 'key', key: key.text }, span: key.span };
  const ways = transitionsEntry?.value.kind === 'map' ? transitionsEntry.value.entries : [];
  const way = ways.find((it) => holds(it.key))?.key;
  return way && { description: { kind: 'key', key: `transitions.${way.text}` }, span: withoutQuotes(way) };
}
