import type { Component } from '../pipelineDocument';
import { isNothing, scalarsOf, type Entry, type Scalar, type Value } from '../yamlValue';

/** A scalar that is the name of a variable, without `${…}`. */
export interface NamedVariable {
  readonly scalar: Scalar;
  /** Whether the variable is one of the pipeline that the component runs. */
  readonly isOfChild: boolean;
  readonly isWritten: boolean;
  readonly isKey: boolean;
  /** `false` where it is only likely that a name stands there. */
  readonly isSure: boolean;
}

/** Which part of a parameter's value names variables; a cell counts from zero. */
type Where = 'all' | { readonly cell: number };

const runners = ['run-orchestration', 'run-transformation', 'run-shared-pipeline'];

/** By parameter; where a parameter means this only with some types of components, they are listed. */
const places: ReadonlyMap<
  string,
  { readonly where: Where; readonly isRead?: boolean; readonly types?: readonly string[] }
> = new Map([
  ['gridVariable', { where: 'all' }],
  ['targetGridVariable', { where: 'all' }],
  ['variableToIterate', { where: 'all' }],
  ['variablesToIterate', { where: 'all' }],
  ['variablesToInclude', { where: 'all', isRead: true }],
  ['variablesToPrint', { where: 'all', isRead: true }],
  ['scalarVariableMapping', { where: { cell: 0 } }],
  ['gridIteratorVariableMapping', { where: { cell: 1 } }],
  ['columnMapping', { where: { cell: 1 }, types: ['table-iterator'] }],
  ['columnMapping1', { where: { cell: 1 }, types: ['table-iterator'] }],
  ['variables', { where: { cell: 0 }, types: ['file-iterator'] }],
  ['condition', { where: { cell: 0 }, isRead: true, types: ['if'] }],
  ['condition1', { where: { cell: 0 }, isRead: true, types: ['if'] }],
]);
const childParameters = ['setScalarVariables', 'setGridVariables'];
const written = ['updateScalarVariables', 'updateGridVariables'];
/** They speak of variables, but hold names of columns or choices. */
const unrelated = new Set([
  'gridVariableMapping',
  'declareSqlVariables',
  'includeVariableName',
  'enableVariableResolution',
]);

/** Where parameters and what is done afterwards name variables, as far as real files and Maia's documentation tell. */
export function findNamedVariables({ type, parameters, postProcessing }: Component): readonly NamedVariable[] {
  const after = postProcessing?.value.kind === 'map' ? postProcessing.value.entries : [];
  return [
    ...(parameters?.entries ?? []).flatMap((entry) => inParameter(type?.text ?? '', entry)),
    ...after
      .filter(({ key }) => written.includes(key.text))
      .flatMap(({ value }) =>
        cellsOf(value, 0).map((it) => ({ ...it, isOfChild: false, isWritten: true, isSure: true })),
      ),
  ];
}

function inParameter(type: string, { key, value }: Entry): readonly NamedVariable[] {
  if (childParameters.includes(key.text)) return runners.includes(type) ? inChildParameter(key.text, value) : [];
  const place = places.get(key.text);
  if (place !== undefined && place.types?.includes(type) !== false) {
    const { where, isRead = false } = place;
    const cells = where === 'all' ? itemsOf(value) : cellsOf(value, where.cell);
    const sure = cells.map((it) => ({ ...it, isOfChild: false, isWritten: !isRead, isSure: true }));
    // The order of a mapping is not documented, so that the other cells may be meant as well.
    return where === 'all' ? sure : [...sure, ...unsureIn(value, new Set(cells.map(({ scalar }) => scalar)))];
  }
  return /variable/i.test(key.text) && !unrelated.has(key.text) ? unsureIn(value, new Set()) : [];
}

function inChildParameter(key: string, value: Value): readonly NamedVariable[] {
  const names = cellsOf(value, 0);
  const set = names.map((it) => ({ ...it, isOfChild: true, isWritten: true, isSure: true }));
  // A grid is handed on by its name.
  return key === 'setGridVariables' ? [...set, ...unsureIn(value, new Set(names.map(({ scalar }) => scalar)))] : set;
}

function unsureIn(value: Value, excluded: ReadonlySet<Scalar>): readonly NamedVariable[] {
  return leavesOf(value)
    .filter((scalar) => !excluded.has(scalar))
    .map((scalar) => ({ scalar, isOfChild: false, isWritten: false, isKey: false, isSure: false }));
}

interface Cell {
  readonly scalar: Scalar;
  readonly isKey: boolean;
}

function itemsOf(value: Value): readonly Cell[] {
  return leavesOf(value).map((scalar) => ({ scalar, isKey: false }));
}

/** One cell of each row; a map instead of rows has the first cell for its keys. */
function cellsOf(value: Value, cell: number): readonly Cell[] {
  if (value.kind === 'map') {
    return value.entries.flatMap(({ key, value: second }): readonly Cell[] =>
      cell === 0 ? [{ scalar: key, isKey: true }] : scalarsOf(second).map((scalar) => ({ scalar, isKey: false })),
    );
  }
  if (value.kind !== 'list') return [];
  return value.items.flatMap((row) => {
    const found = row.kind === 'list' ? row.items[cell] : undefined;
    return found?.kind === 'scalar' && !isNothing(found) ? [{ scalar: found, isKey: false }] : [];
  });
}

/** The scalars below a value, without keys. */
function leavesOf(value: Value): readonly Scalar[] {
  switch (value.kind) {
    case 'scalar':
      return isNothing(value) ? [] : [value];
    case 'list':
      return value.items.flatMap(leavesOf);
    case 'map':
      return value.entries.flatMap((entry) => leavesOf(entry.value));
    case 'alias':
      return [];
  }
}
