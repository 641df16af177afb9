import type { Component, PipelineDocument } from '../pipelineDocument';
import { readScalarText } from '../scalarText';
import { findEntry, findScalar, type Scalar } from '../yamlValue';
import { createQueryNameFinder, type QueryName } from './queryNames';
import { toUse, type SymbolUse } from './pipelineSymbol';

/** Every place that names a component: keys, connections, and the parameters that are known to name one. */
export function findComponentUses(document: PipelineDocument): readonly SymbolUse[] {
  const { components, componentsByName, design } = document.pipeline;
  const findNames = createQueryNameFinder(componentsByName);
  return [
    ...components.flatMap((component) => [
      ...usesIn(component),
      ...findUsesInQuery(document.text, component, findNames),
    ]),
    ...design.components.map(({ name }) => toUse({ kind: 'component', name: name.text }, name, { isKey: true })),
  ];
}

function usesIn(component: Component): SymbolUse[] {
  const { name, componentName, transitions, sources, iterationTarget } = component;
  const connected = [
    ...transitions.map(({ target }) => target),
    ...sources,
    ...(iterationTarget ? [iterationTarget] : []),
  ];
  const named = [...connected, ...findNamed(component)].map((it) => toUse({ kind: 'component', name: it.text }, it));
  // One that differs is a mistake of its own, and no name of anything.
  if (componentName?.text === name.text) named.push(toUse({ kind: 'component', name: name.text }, componentName));
  const definition = toUse({ kind: 'component', name: name.text }, name, { role: 'definition', isKey: true });
  return [definition, ...named];
}

function findNamed({ type, parameters }: Component): readonly Scalar[] {
  const found: (Scalar | undefined)[] = [];
  if (type?.text === 'join') found.push(findScalar(parameters, 'mainTable'), ...firstCells(parameters));
  if (type?.text === 'detect-changes') found.push(findScalar(parameters, 'masterTable'));
  return found.filter((it) => it !== undefined);
}

function firstCells(parameters: Component['parameters']): readonly Scalar[] {
  const joins = findEntry(parameters, 'joins')?.value;
  if (joins?.kind !== 'list') return [];
  return joins.items.flatMap((row) => {
    const cell = row.kind === 'list' ? row.items[0] : undefined;
    return cell?.kind === 'scalar' && cell.type !== 'null' ? [cell] : [];
  });
}

/** A query names what feeds it as `$T{name}`. */
function findUsesInQuery(
  text: string,
  { type, parameters }: Component,
  findNames: (query: string) => readonly QueryName[],
): SymbolUse[] {
  const query = type?.text === 'sql' ? findScalar(parameters, 'query') : undefined;
  if (query === undefined || !text.slice(query.span.start, query.span.end).includes('$T{')) return [];
  const read = readScalarText(text, query);
  return findNames(read.text).map(({ name, start }) => {
    const span = read.spanOf(start, start + name.length);
    const symbol = { kind: 'component', name } as const;
    return { symbol, span, scalar: query, isWhole: false, role: 'read', isKey: false, isSure: true };
  });
}
