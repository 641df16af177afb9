/** A component of a made-up pipeline. */
export interface ComponentSpec {
  readonly name: string;
  readonly type: string;
  readonly transitions?: Readonly<Record<string, readonly string[]>>;
  readonly sources?: readonly string[];
  readonly iterationTarget?: string;
  readonly isSkipped?: boolean;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/** A text, a list, a list of lists; `undefined` is a bare key. */
export type ParameterValue = string | readonly ParameterValue[] | undefined;

export interface PipelineSpec {
  readonly kind: 'orchestration' | 'transformation';
  readonly components: readonly ComponentSpec[];
  readonly variables?: readonly { readonly name: string; readonly scope: string }[];
}

/** Writes a pipeline as Maia does: values in double quotes, keys plain, everything in its order, left to right on the canvas. */
export function createPipelineText({ kind, components, variables = [] }: PipelineSpec): string {
  return [
    `type: ${JSON.stringify(kind)}`,
    'version: "1.0"',
    'pipeline:',
    '  components:',
    ...components.flatMap(toComponent),
    ...(variables.length === 0 ? [] : ['  variables:', ...variables.flatMap(toVariable)]),
    'design:',
    '  components:',
    ...components.flatMap(toPlace),
    '',
  ].join('\n');
}

function toComponent({
  name,
  type,
  transitions,
  sources,
  iterationTarget,
  isSkipped,
  parameters,
}: ComponentSpec): string[] {
  const lines = [`    ${toKey(name)}:`, `      type: ${JSON.stringify(type)}`];
  if (transitions !== undefined) {
    lines.push('      transitions:');
    for (const [kind, targets] of Object.entries(transitions)) {
      lines.push(
        `        ${kind === 'true' || kind === 'false' ? `"${kind}"` : kind}:`,
        ...toItems(targets, '        '),
      );
    }
  }
  if (sources !== undefined) lines.push('      sources:', ...toItems(sources, '      '));
  if (iterationTarget !== undefined) lines.push(`      iterationTarget: ${JSON.stringify(iterationTarget)}`);
  if (isSkipped === true) lines.push('      skipped: true');
  lines.push('      parameters:', `        componentName: ${JSON.stringify(name)}`);
  for (const [key, value] of Object.entries(parameters ?? {})) lines.push(...toParameter(key, value));
  return lines;
}

function toParameter(key: string, value: ParameterValue): string[] {
  if (value === undefined) return [`        ${key}:`];
  if (typeof value !== 'string') return [`        ${key}:`, ...toItems(value, '        ')];
  if (!value.includes('\n')) return [`        ${key}: ${JSON.stringify(value)}`];
  return [`        ${key}: |-`, ...value.split('\n').map((line) => (line === '' ? '' : `          ${line}`))];
}

function toItems(items: readonly ParameterValue[], indent: string): string[] {
  return items.map((item) => {
    if (typeof item === 'string' || item === undefined) return `${indent}- ${JSON.stringify(item ?? '')}`;
    return `${indent}- ${toItems(item, `${indent}  `).join('\n').trimStart()}`;
  });
}

function toVariable({ name, scope }: { readonly name: string; readonly scope: string }): string[] {
  return [
    `    ${name}:`,
    '      metadata:',
    '        type: "TEXT"',
    '        description: ""',
    `        scope: ${JSON.stringify(scope)}`,
    '        visibility: "PRIVATE"',
    '      defaultValue: ""',
  ];
}

function toPlace({ name }: ComponentSpec, index: number): string[] {
  return [`    ${toKey(name)}:`, '      position:', `        x: ${index * 160}`, '        "y": 0', '      tempMetlId:'];
}

function toKey(name: string): string {
  return /^[A-Za-z][\w ()-]*$/.test(name) ? name : JSON.stringify(name);
}
