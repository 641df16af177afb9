/** A component of a pipeline file, as much of it as seeds need. */
export interface SeedComponent {
  readonly type: string;
  /** Orchestration: names downstream, by outcome. */
  readonly transitions?: Readonly<Record<string, readonly string[]>>;
  /** Transformation: names upstream. */
  readonly sources?: readonly string[];
  /** Iterators: what they repeat. */
  readonly iterationTarget?: string;
  /** Besides `componentName`; multi-line text is written as a block. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

type ParameterValue = string | readonly ParameterValue[];

interface SeedVariable {
  readonly type: 'TEXT' | 'NUMBER';
  readonly description: string;
  readonly defaultValue: string;
}

export interface SeedPipeline {
  readonly description: string;
  readonly components: Readonly<Record<string, SeedComponent>>;
  readonly variables?: Readonly<Record<string, SeedVariable>>;
}

/** The text of an `*.orch.yaml` file, in the style Maia writes: values double-quoted, lists not indented, LF. */
export function orchestration(pipeline: SeedPipeline): string {
  return toText('orchestration', pipeline);
}

/** The text of a `*.tran.yaml` file. */
export function transformation(pipeline: SeedPipeline): string {
  return toText('transformation', pipeline);
}

function toText(type: string, { description, components, variables }: SeedPipeline): string {
  const entries = Object.entries(components);
  const lines = [
    `type: ${quote(type)}`,
    'version: "1.0"',
    'pipeline:',
    '  metadata:',
    `    description: ${quote(description)}`,
    '  components:',
    ...entries.flatMap(([name, component]) => toComponent(name, component)),
    ...(variables === undefined ? [] : toVariables(variables)),
    'design:',
    '  components:',
    ...entries.flatMap(([name], index) => [
      `    ${toKey(name)}:`,
      '      position:',
      `        x: ${-400 + (index % 5) * 200}`,
      `        "y": ${Math.floor(index / 5) * 160}`,
      '      tempMetlId:',
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function toComponent(name: string, component: SeedComponent): string[] {
  const { type, transitions, sources, iterationTarget, parameters = {} } = component;
  return [
    `    ${toKey(name)}:`,
    `      type: ${quote(type)}`,
    ...(transitions === undefined ? [] : ['      transitions:', ...toTransitions(transitions)]),
    ...(sources === undefined ? [] : ['      sources:', ...sources.map((source) => `      - ${quote(source)}`)]),
    ...(iterationTarget === undefined ? [] : [`      iterationTarget: ${quote(iterationTarget)}`]),
    '      parameters:',
    `        componentName: ${quote(name)}`,
    ...Object.entries(parameters).flatMap(([key, value]) => toParameter(key, value)),
  ];
}

function toTransitions(transitions: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(transitions).flatMap(([outcome, names]) => [
    `        ${outcome === 'true' || outcome === 'false' ? quote(outcome) : outcome}:`,
    ...names.map((name) => `        - ${quote(name)}`),
  ]);
}

function toParameter(key: string, value: ParameterValue): string[] {
  if (typeof value !== 'string') return [`        ${key}:`, ...toList(value, '        ')];
  if (!value.includes('\n')) return [`        ${key}: ${quote(value)}`];
  return [`        ${key}: |-`, ...value.split('\n').map((line) => (line === '' ? '' : `          ${line}`))];
}

/** Lists of lists are written `- - "a"`. */
function toList(values: readonly ParameterValue[], indent: string): string[] {
  return values.flatMap((value) => {
    if (typeof value === 'string') return [`${indent}- ${quote(value)}`];
    const [first = '', ...rest] = toList(value, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

function toVariables(variables: Readonly<Record<string, SeedVariable>>): string[] {
  return [
    '  variables:',
    ...Object.entries(variables).flatMap(([name, { type, description, defaultValue }]) => [
      `    ${name}:`,
      '      metadata:',
      `        type: ${quote(type)}`,
      `        description: ${quote(description)}`,
      '        scope: "SHARED"',
      '        visibility: "PUBLIC"',
      `      defaultValue: ${quote(defaultValue)}`,
    ]),
  ];
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function toKey(name: string): string {
  return /^[A-Za-z_][\w ()-]*$/.test(name) ? name : quote(name);
}
