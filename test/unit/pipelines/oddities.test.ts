import assert from 'node:assert/strict';
import { checkText } from '../../support/checkText';
import { createPipelineText, type ComponentSpec } from '../../support/pipelineText';

const start: ComponentSpec = { name: 'Start', type: 'start', transitions: { unconditional: ['Work'] } };
const work: ComponentSpec = { name: 'Work', type: 'sql-executor', parameters: { sqlScript: 'SELECT 1' } };
const plain = createPipelineText({ kind: 'orchestration', components: [start, work] });
const read: ComponentSpec = { name: 'Read', type: 'table-input' };

function orchestration(...components: ComponentSpec[]): string {
  return createPipelineText({ kind: 'orchestration', components: [start, ...components] });
}

function transformation(...components: ComponentSpec[]): string {
  return createPipelineText({ kind: 'transformation', components: [read, ...components] });
}

/** What correct files of other people have in them, and what may be said about it. */
const oddities: readonly {
  title: string;
  text: string;
  expected?: readonly string[];
  path?: string;
  files?: string[];
}[] = [
  { title: 'an empty version', text: plain.replace('"1.0"', '') },
  { title: 'an unquoted version', text: plain.replace('"1.0"', '1.0') },
  { title: 'an empty pipeline', text: 'type: "orchestration"\nversion: "1.0"\npipeline:\ndesign:\n' },
  {
    title: 'empty maps in braces',
    text: 'type: "transformation"\nversion: "1.0"\npipeline:\n  components: {}\ndesign:\n  components: {}\n',
    path: 'a.tran.yaml',
  },
  {
    title: 'a description and an origin',
    text: plain.replace(
      'pipeline:\n',
      'pipeline:\n  metadata:\n    description: "Loads\\\n      \\ everything"\n    origin: "demo"\n',
    ),
  },
  { title: 'no line break at the end', text: plain.trimEnd() },
  { title: 'the line breaks of Windows', text: plain.replaceAll('\n', '\r\n') },
  { title: 'a byte order mark', text: `\u{FEFF}${plain}` },
  { title: 'comments', text: `# made by hand\n${plain.replace('    Work:\n', '    # the work\n    Work: # here\n')}` },
  {
    title: 'bare keys in the place of lists',
    text: plain.replace(
      '      parameters:\n        componentName: "Work"',
      '      transitions:\n        success:\n        failure:\n      parameters:\n        componentName: "Work"',
    ),
  },
  {
    title: 'true and false without quotes',
    text: orchestration(
      { name: 'Work', type: 'if', transitions: { true: ['A'], false: ['B'] } },
      { name: 'A', type: 'and' },
      { name: 'B', type: 'or' },
    ).replace(/"(true|false)":/g, '$1:'),
  },
  {
    title: 'iterators in iterators',
    text: orchestration(
      { name: 'Work', type: 'grid-iterator', iterationTarget: 'Inner' },
      { name: 'Inner', type: 'loop-iterator', iterationTarget: 'Retry' },
      { name: 'Retry', type: 'retry', iterationTarget: 'Script' },
      { name: 'Script', type: 'python-script', parameters: { script: 'print("x")\n\n\nprint("y")' } },
    ),
  },
  {
    title: 'five sources',
    text: transformation(...['A', 'B', 'C', 'D'].map((name) => ({ name, type: 'table-input' })), {
      name: 'Unite',
      type: 'unite',
      sources: ['Read', 'A', 'B', 'C', 'D'],
    }),
    path: 'a.tran.yaml',
  },
  {
    title: 'names with all kinds of characters',
    text: transformation(
      { name: 'A/B & 50% ? \'x\' "y" # >= [z]: w', type: 'filter', sources: ['Read'] },
      { name: '- dash', type: 'filter', sources: ['A/B & 50% ? \'x\' "y" # >= [z]: w'] },
      { name: '2024', type: 'distinct', sources: ['- dash'] },
      { name: 'true', type: 'distinct', sources: ['2024'] },
      { name: '__proto__', type: 'distinct', sources: ['true'] },
      { name: 'constructor', type: 'distinct', sources: ['__proto__'] },
      { name: 'Umsätze 売上 🚀', type: 'distinct', sources: ['constructor'] },
    ),
    path: 'a.tran.yaml',
  },
  { title: 'skipped components', text: orchestration({ ...work, isSkipped: true }) },
  { title: 'a type nobody has seen', text: orchestration({ ...work, type: 'quantum-load-v9' }) },
  {
    title: 'a parameter nobody has seen',
    text: orchestration({ ...work, parameters: { flux: [['a', 'b'], undefined] } }),
  },
  {
    title: 'a componentName that differs',
    text: plain.replace('componentName: "Work"', 'componentName: "Old name"'),
    expected: ['warning component-name-differs'],
  },
  { title: 'no componentName', text: plain.replace('        componentName: "Work"\n', '') },
  {
    title: 'debris of a migration with numbers for parameters',
    text: orchestration({ name: 'Work', type: 'unknown-orchestration', parameters: { 1: 'x', 40000: ['y'] } }),
    expected: ['warning migration-left-over'],
  },
  {
    title: 'a child pipeline with its ending, and one without',
    text: orchestration(
      {
        name: 'Work',
        type: 'run-orchestration',
        transitions: { success: ['T'] },
        parameters: { orchestrationJob: 'a b/c' },
      },
      { name: 'T', type: 'run-transformation', parameters: { transformationJob: 'd (1).tran.yaml' } },
    ),
    files: ['a b/c.orch.yaml', 'd (1).tran.yaml'],
  },
  {
    title: 'a child pipeline that resolves nowhere',
    text: orchestration({ name: 'Work', type: 'run-orchestration', parameters: { orchestrationJob: 'gone' } }),
    expected: ['warning child-pipeline-missing'],
  },
  {
    title: 'a shared pipeline of another project',
    text: orchestration({
      name: 'Work',
      type: 'run-shared-pipeline',
      parameters: { pipelineName: 'Other#1', version: '[Latest]' },
    }),
  },
  {
    title: 'system variables and expressions',
    text: orchestration({
      ...work,
      parameters: { sqlScript: "SELECT '${sysvar.pipeline.name}', ${new Date().getTime()}, ${Math.max(1, 2)}" },
    }),
  },
  {
    title: 'a variable of the project',
    text: orchestration({ ...work, parameters: { sqlScript: 'SELECT ${project_day}' } }),
    expected: ['hint undeclared-variable'],
  },
  {
    title: 'script with what could be markers, tabs and colons',
    text: orchestration({
      ...work,
      parameters: { sqlScript: '=======\n\tSELECT: 1 -- <<<<<<< HEAD\n# no comment\n---\n...' },
    }),
  },
  {
    title: 'a component that nothing leads to',
    text: orchestration(work, { ...work, name: 'Alone' }),
    expected: ['warning unreachable-component'],
  },
  {
    title: 'notes',
    text: `${plain}  notes:\n    "1":\n      position:\n        x: 1\n        "y": 2\n      size:\n        height: 10\n        width: 20\n      theme: "light-blue"\n      content: |-\n        # Title\n\n        - item: "x"\n`,
  },
  {
    title: 'a grid variable with columns',
    text: plain
      .replace(
        'design:\n',
        '  variables:\n    g:\n      metadata:\n        type: "GRID"\n        description:\n        scope: "SHARED"\n        visibility: "PUBLIC"\n        columns:\n          a:\n            metadata:\n              type: "TEXT"\n      defaultValue: []\ndesign:\n',
      )
      .replace('SELECT 1', '${g}'),
  },
  {
    title: 'secrets by name',
    text: orchestration({
      ...work,
      parameters: {
        password: 'prod db password',
        apiKey: '${api_key}',
        token: '[Environment Default]',
        smtpPassword: undefined,
      },
    }),
    expected: ['hint undeclared-variable'],
  },
  {
    title: 'a line folded in double quotes',
    text: plain.replace(
      '"SELECT 1"',
      '"SELECT a, b, c FROM somewhere WHERE this is very long and\\\n          \\ folded near column eighty: \\"quoted\\""',
    ),
  },
  {
    title: 'connections in brackets',
    text: plain.replace('        unconditional:\n        - "Work"\n', '        unconditional: ["Work"]\n'),
  },
];

describe('what occurs in real files', () => {
  for (const { title, text, expected = [], path = 'a.orch.yaml', files = [] } of oddities) {
    it(`is no false alarm: ${title}`, () => {
      const problems = checkText(path, text, files);
      assert.deepEqual(
        problems.map(({ severity, code }) => `${severity} ${code}`),
        expected,
      );
    });
  }
});
