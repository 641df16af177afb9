import { orchestrationTypes } from './orchestrationTypes';
import type { PipelineKind } from './pipelineDocument';
import { transformationTypes } from './transformationTypes';

/** What is known about a type of component. */
export interface ComponentType {
  readonly type: string;
  readonly kind: PipelineKind;
  /** Those seen in public files, the most frequent first, `componentName` at the head. */
  readonly parameters: readonly string[];
  /** Transitions may be `"true"` and `"false"`. */
  readonly isCondition: boolean;
  /** Runs another component again and again: has an `iterationTarget`. */
  readonly isIterator: boolean;
  /** Ends an orchestration, with success or failure. */
  readonly isEnd: boolean;
  /** Writes what a transformation has computed. */
  readonly isOutput: boolean;
  /** Brings data into a transformation: has no sources. */
  readonly isInput: boolean;
}

const iterators = new Set([
  'grid-iterator',
  'table-iterator',
  'fixed-iterator',
  'file-iterator',
  'loop-iterator',
  'retry',
]);
const outputs = new Set(['rewrite-table', 'rewrite-table-dl', 'table-output', 'table-update', 'create-view']);
const inputs = new Set([
  'table-input',
  'table-input-1',
  'multi-table-input',
  'stream-input-sf',
  'fixed-flow',
  'generate-sequence',
]);

let byType: ReadonlyMap<string, ComponentType> | undefined;

/** Every type seen in public files, the most frequent of a kind first. Not complete: a type that is missing here may well exist. */
export function listComponentTypes(kind?: PipelineKind): readonly ComponentType[] {
  const all = [...readTable().values()];
  return kind === undefined ? all : all.filter((it) => it.kind === kind);
}

/** `undefined` for a type that no public file has, which says nothing against it. */
export function findComponentType(type: string): ComponentType | undefined {
  return readTable().get(type);
}

function readTable(): ReadonlyMap<string, ComponentType> {
  byType ??= new Map(
    [
      ...Object.entries(orchestrationTypes).map(([type, names]) => toType(type, 'orchestration', names)),
      ...Object.entries(transformationTypes).map(([type, names]) => toType(type, 'transformation', names)),
    ].map((it) => [it.type, it]),
  );
  return byType;
}

function toType(type: string, kind: PipelineKind, names: string): ComponentType {
  return {
    type,
    kind,
    parameters: ['componentName', ...names.split(' ').filter((name) => name !== '')],
    isCondition: type === 'if',
    isIterator: iterators.has(type),
    isEnd: type === 'end-success' || type === 'end-failure',
    isOutput: outputs.has(type),
    isInput: inputs.has(type),
  };
}
