import { listComponentTypes, type ComponentType } from '../../src/pipelines/catalogue';
import { createPipelineText, type ComponentSpec, type ParameterValue } from './pipelineText';

/** A pipeline of the corpus: it is right, so whatever is said about it beyond `expected` is a false alarm. */
export interface CorpusPipeline {
  readonly path: string;
  readonly text: string;
  /** Codes of warnings and hints that Maia's own facts call for; errors are never expected. */
  readonly expected: readonly string[];
}

/** Every file of the repository that the corpus would be. */
export const corpusFiles: readonly string[] = [
  'children/load.orch.yaml',
  'children/clean.tran.yaml',
  'scripts/load.sql',
  'scripts/prepare.py',
];

const special: Readonly<Record<string, ParameterValue>> = {
  orchestrationJob: 'children/load',
  transformationJob: 'children/clean.tran.yaml',
  scriptLocation: 'Component',
  sqlScript: "SELECT *\nFROM t\nWHERE a = '${day}'",
  script: 'print("done")\n\nprint(1)',
  password: 'warehouse-secret',
  gitPassword: 'git-secret',
  smtpPassword: 'mail_secret',
  joins: [['Input 0', 'b', 'Inner']],
  query: 'SELECT 1 AS "a: b" -- # not a comment',
  gridVariable: 'day',
  variablesToIterate: ['day'],
  variableToIterate: 'day',
  concurrency: 'Concurrent',
  setGridVariables: undefined,
  warehouse: '[Environment Default]',
  database: '[Environment Default]',
  schema: '[Environment Default]',
};

/** One pipeline for each known type, in which it stands as it does in real files. */
export function createCorpus(): readonly CorpusPipeline[] {
  return listComponentTypes().map((type, index) => ({
    path: `corpus/${type.type}.${type.kind === 'orchestration' ? 'orch' : 'tran'}.yaml`,
    text: type.kind === 'orchestration' ? createOrchestration(type, index) : createTransformation(type),
    expected: type.type === 'unknown-orchestration' ? ['migration-left-over'] : [],
  }));
}

function createOrchestration(type: ComponentType, index: number): string {
  const next: ComponentSpec = {
    name: `Step ${index}`,
    type: type.type,
    transitions: type.isCondition ? { true: ['Done'], false: ['Failed'] } : { success: ['Done'], failure: ['Failed'] },
    parameters: toParameters(type),
  };
  const own = type.isEnd ? withoutTransitions(next) : type.isIterator ? { ...next, iterationTarget: 'Work' } : next;
  const isStart = type.type === 'start';
  const first: ComponentSpec = {
    name: 'Start',
    type: 'start',
    transitions: { unconditional: [isStart ? 'Done' : own.name] },
  };
  const rest: ComponentSpec[] = isStart
    ? [{ name: 'Failed', type: 'end-failure' }]
    : [own, { name: 'Failed', type: 'end-failure' }];
  if (type.isIterator) rest.push({ name: 'Work', type: 'sql-script', parameters: { sqlScript: 'SELECT 1' } });
  if (isStart || type.isEnd) {
    rest.push({ name: 'Check', type: 'if', transitions: { true: ['Done'], false: ['Failed'] } });
    const target = isStart ? 'Check' : own.name;
    const start = { ...first, transitions: { unconditional: type.isEnd ? [target, 'Check'] : [target] } };
    return write([start, ...rest, { name: 'Done', type: 'end-success' }]);
  }
  return write([first, ...rest, { name: 'Done', type: 'end-success' }]);
}

function write(components: readonly ComponentSpec[]): string {
  return createPipelineText({
    kind: 'orchestration',
    components,
    variables: [{ name: 'day', scope: 'SHARED' }],
  }).replace(
    'type: "end-success"\n',
    'type: "end-success"\n      postProcessing:\n        updateOutputMessage: "${day}"\n',
  );
}

function createTransformation(type: ComponentType): string {
  const count = type.isInput
    ? 0
    : type.type === 'join' || type.type === 'unite' || type.type === 'detect-changes'
      ? 2
      : 1;
  const inputs = Array.from({ length: count }, (_, index) => ({ name: `Input ${index}`, type: 'table-input' }));
  const sources = inputs.map(({ name }) => name);
  const own: ComponentSpec = {
    name: 'Subject / & % ? #1',
    type: type.type,
    parameters: toParameters(type),
    ...(count > 0 && { sources }),
  };
  const output: ComponentSpec = { name: 'Write', type: 'rewrite-table', sources: [own.name] };
  return createPipelineText({
    kind: 'transformation',
    components: [...inputs, own, ...(type.isOutput ? [] : [output])],
  });
}

function withoutTransitions({ name, type, parameters }: ComponentSpec): ComponentSpec {
  return { name, type, ...(parameters && { parameters }) };
}

function toParameters({ parameters, kind }: ComponentType): Record<string, ParameterValue> {
  const values: Record<string, ParameterValue> = {};
  parameters.slice(1).forEach((key, index) => {
    const plain = [
      `${key} value`,
      ['a', 'b'],
      [
        ['a', '1'],
        ['b', '2'],
      ],
      undefined,
    ][index % 4];
    const value = Object.hasOwn(special, key) ? special[key] : plain;
    values[key] = kind === 'transformation' && typeof value === 'string' ? value.replaceAll('${day}', '2026') : value;
  });
  return values;
}
