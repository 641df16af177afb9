import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, parseDocument, visit } from 'yaml';
import { createStarterFiles } from '../../../src/projects/starterFiles';
import { dataPlatforms, type ProjectDetails } from '../../../src/projects/project';
import { findPipelineNameProblem, readPipelineFileName } from '../../../src/repositories/pipelineNames';
import type { PlannedFile } from '../../../src/projects/starterContent';
import { details } from './arbitraries';

interface ComponentOfFile {
  readonly type: string;
  readonly transitions?: Readonly<Record<string, readonly string[]>>;
  readonly sources?: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

interface PipelineOfFile {
  readonly type: string;
  readonly version: string;
  readonly pipeline: {
    readonly metadata: { readonly description: string };
    readonly components: Readonly<Record<string, ComponentOfFile>>;
    readonly variables?: Readonly<Record<string, { readonly metadata: object; readonly defaultValue: string }>>;
  };
  readonly design: { readonly components: Readonly<Record<string, { readonly position: object }>> };
}

const kinds = ['extractAndLoad', 'transform'] as const;
const known: ProjectDetails = { name: 'Sales', description: '', dataPlatform: 'snowflake' };
const starters = fc.tuple(fc.constantFrom(...kinds), details);

function read({ text }: PlannedFile): PipelineOfFile {
  return parse(text) as PipelineOfFile;
}

/** The rule holds for every file of every starter, whatever the project is called. */
function holds(
  title: string,
  rule: (pipeline: PipelineOfFile, file: PlannedFile, all: readonly PlannedFile[]) => void,
) {
  it(title, () => {
    fc.assert(
      fc.property(starters, ([kind, given]) => {
        const files = createStarterFiles(kind, given);
        for (const file of files) rule(read(file), file, files);
      }),
    );
  });
}

function namesAfter({ transitions = {}, sources = [] }: ComponentOfFile): readonly string[] {
  return [...Object.values(transitions).flat(), ...sources];
}

/** By following every way as long as there is one; longer than there are components means in circles. */
function hasCycle(components: PipelineOfFile['pipeline']['components']): boolean {
  const names = Object.keys(components);
  const reached = names.reduce(
    (current) => [...new Set(current.flatMap((name) => namesAfter(components[name] ?? { type: '', parameters: {} })))],
    names,
  );
  return reached.length > 0;
}

const parametersByPlatform = {
  snowflake: {
    input: ['database', 'schema', 'targetTable', 'columnNames'],
    output: ['warehouse', 'database', 'schema', 'targetTable'],
  },
  databricks: {
    input: ['catalog', 'schema', 'targetTable', 'offsetType', 'columnNames'],
    output: ['catalog', 'schema', 'table'],
  },
  redshift: { input: ['schema', 'targetTable', 'columnNames'], output: ['schema', 'targetTable'] },
};

describe('starter pipelines', () => {
  holds('have Maia’s top keys in Maia’s order', (pipeline, { path }) => {
    assert.deepEqual(Object.keys(pipeline), ['type', 'version', 'pipeline', 'design']);
    assert.equal(pipeline.version, '1.0');
    assert.equal(pipeline.type, readPipelineFileName(path)?.kind);
    const inner = Object.keys(pipeline.pipeline);
    assert.deepEqual(inner, ['metadata', 'components', 'variables'].slice(0, inner.length));
  });

  holds('have components whose keys come in order and whose names are repeated', ({ type, pipeline }) => {
    for (const [name, component] of Object.entries(pipeline.components)) {
      const next = type === 'orchestration' ? 'transitions' : 'sources';
      const keys = Object.keys(component);
      assert.deepEqual(
        keys,
        ['type', next, 'parameters'].filter((key) => key !== next || keys.includes(next)),
      );
      assert.equal(Object.keys(component.parameters)[0], 'componentName');
      assert.equal(component.parameters['componentName'], name);
    }
  });

  holds('lead to components that exist, in no circle, from one start', ({ type, pipeline: { components } }) => {
    const targets = Object.values(components).flatMap(namesAfter);
    for (const target of targets) assert.ok(Object.hasOwn(components, target), target);
    assert.equal(hasCycle(components), false);
    const starts = Object.entries(components).filter(([name]) => !targets.includes(name));
    assert.equal(starts.length, 1);
    if (type === 'orchestration') assert.equal(starts[0]?.[1].type, 'start');
  });

  holds('know the conditions that Maia knows', ({ pipeline: { components } }) => {
    for (const { type, transitions = {} } of Object.values(components)) {
      const allowed = type === 'start' ? ['unconditional'] : ['unconditional', 'success', 'failure'];
      assert.ok(Object.keys(transitions).every((condition) => allowed.includes(condition)));
    }
  });

  holds('are drawn: the design has exactly the components, each at its own place', ({ pipeline, design }) => {
    assert.deepEqual(Object.keys(design.components).sort(), Object.keys(pipeline.components).sort());
    const places = Object.values(design.components).map(({ position }) => JSON.stringify(position));
    assert.equal(new Set(places).size, places.length);
    for (const node of Object.values(design.components))
      assert.deepEqual(Object.keys(node), ['position', 'tempMetlId']);
  });

  holds('call child pipelines that come along', ({ pipeline: { components } }, _, all) => {
    for (const { type, parameters } of Object.values(components)) {
      const child = type === 'run-orchestration' ? parameters['orchestrationJob'] : parameters['transformationJob'];
      if (type.startsWith('run-')) assert.ok(all.some(({ path }) => path === child));
    }
  });

  holds('declare the variables that they use and hand on', ({ pipeline }, { text }, all) => {
    const declared = Object.keys(pipeline.variables ?? {});
    for (const [name, variable] of Object.entries(pipeline.variables ?? {})) {
      assert.match(name, /^[A-Za-z_]\w*$/);
      assert.deepEqual(Object.keys(variable), ['metadata', 'defaultValue']);
      assert.deepEqual(Object.keys(variable.metadata), ['type', 'description', 'scope', 'visibility']);
    }
    const body = text.slice(text.indexOf('\n  components:'));
    for (const [, name = ''] of body.matchAll(/\$\{(\w+)\}/g)) assert.ok(declared.includes(name));
    for (const { parameters } of Object.values(pipeline.components)) {
      const child = all.find(({ path }) => path === parameters['orchestrationJob']);
      const handed = (parameters['setScalarVariables'] ?? []) as readonly (readonly string[])[];
      for (const [name = ''] of handed) assert.ok(child && Object.hasOwn(read(child).pipeline.variables ?? {}, name));
    }
  });

  holds('have paths that Maia and every file system take, nothing under .matillion', (_, { path }, all) => {
    const segments = path.split('/');
    const kept = readPipelineFileName(segments.at(-1) ?? '');
    assert.ok(kept);
    assert.equal(findPipelineNameProblem(kept.name, []), undefined);
    assert.ok(segments.slice(0, -1).every((folder) => /^[a-z]+$/.test(folder)));
    assert.equal(new Set(all.map((file) => file.path)).size, all.length);
  });

  holds('are written as Maia writes: quoted values, plain keys, LF, UTF-8, no comment', (_, { text }) => {
    assert.ok(text.endsWith('\n') && !text.endsWith('\n\n'));
    assert.doesNotMatch(text, /\r|\t/);
    assert.doesNotMatch(text, /\p{Surrogate}/u);
    const document = parseDocument(text);
    assert.deepEqual([...document.errors, ...document.warnings], []);
    visit(document, {
      Scalar(place, { value, type }) {
        if (place === 'key') assert.equal(type, value === 'y' ? 'QUOTE_DOUBLE' : 'PLAIN');
        else if (typeof value === 'string') assert.ok(type === 'QUOTE_DOUBLE' || type === 'BLOCK_LITERAL');
        else assert.equal(type, 'PLAIN');
      },
    });
  });

  it('keep in their description what the person told of the project, letter by letter', () => {
    fc.assert(
      fc.property(starters, ([kind, given]) => {
        const [first] = createStarterFiles(kind, given);
        assert.ok(first);
        const { description } = read(first).pipeline.metadata;
        assert.ok(description.includes(given.name));
        assert.ok(description.includes(given.description.trim()));
      }),
    );
  });

  for (const platform of dataPlatforms) {
    it(`read and write tables by the parameters that ${platform} has`, () => {
      const files = createStarterFiles('transform', { ...known, dataPlatform: platform });
      const tran = files.find(({ path }) => path.endsWith('.tran.yaml'));
      assert.ok(tran);
      const components = Object.values(read(tran).pipeline.components);
      const input = components.find(({ type }) => type === 'table-input');
      const output = components.find(({ type }) => type.startsWith('rewrite-table'));
      assert.equal(output?.type, platform === 'databricks' ? 'rewrite-table-dl' : 'rewrite-table');
      assert.deepEqual(Object.keys(input?.parameters ?? {}).slice(1), parametersByPlatform[platform].input);
      assert.deepEqual(Object.keys(output.parameters).slice(1), parametersByPlatform[platform].output);
    });
  }

  it('look like this', () => {
    const [load, ingest] = createStarterFiles('extractAndLoad', known);
    assert.equal(load?.path, 'Extract and load.orch.yaml');
    assert.match(
      ingest?.text ?? '',
      / {4}Create table:\n {6}type: "sql-executor"\n {6}transitions:\n {8}success:\n {8}- "Load sample rows"\n/,
    );
    assert.match(
      ingest?.text ?? '',
      / {8}variablesToInclude:\n {8}sqlScript: \|\n {10}CREATE TABLE IF NOT EXISTS \$\{landing_table\} \(\n/,
    );
    assert.match(load.text, / {8}setScalarVariables:\n {8}- - "landing_table"\n {10}- "\$\{landing_table\}"\n/);
    assert.match(load.text, / {4}Start:\n {6}position:\n {8}x: 0\n {8}"y": 0\n {6}tempMetlId:\n/);
  });
});
