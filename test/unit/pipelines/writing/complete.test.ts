import assert from 'node:assert/strict';
import { listComponentTypes } from '../../../../src/pipelines/catalogue';
import { findProblems } from '../../../../src/pipelines/findProblems';
import { createPipelineText as createNewText } from '../../../../src/repositories/pipelineTemplates';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { noSurroundings, type Surroundings } from '../../../../src/pipelines/writing/writingContext';
import { createPipelineText } from '../../../support/pipelineText';
import { writtenPipeline as load } from '../../../support/writtenPipeline';
import { accept, acceptProposal, completeAt, readCursor } from '../../../support/writing';

const labelsAt = (marked: string, surroundings?: Surroundings) =>
  completeAt(marked, surroundings).map(({ label }) => label);

const join = createPipelineText({
  kind: 'transformation',
  components: [
    { name: 'Orders', type: 'table-input' },
    { name: 'People', type: 'table-input' },
    { name: 'Both', type: 'join', sources: ['Orders'], parameters: { mainTable: 'x', joins: [['y', 'a', 'z']] } },
    { name: 'Write', type: 'rewrite-table', sources: ['Both'] },
  ],
});

const around: Surroundings = {
  ...noSurroundings,
  path: 'ingest/Main.orch.yaml',
  pipelines: ['ingest/Main.orch.yaml', 'other/Far.orch.yaml', 'ingest/Near.orch.yaml', 'ingest/Clean.tran.yaml'],
  scripts: ['sql/load.sql'],
  findVariables: (path) => (path === 'ingest/Near.orch.yaml' ? ['from_day', 'to_day'] : undefined),
  sharedPipelines: [{ name: 'Sales#load', displayName: 'Load' }],
};

/** Puts something into a text, in the place of something that is there once. */
function put(text: string, place: string, marked: string): string {
  assert.equal(text.split(place).length, 2, place);
  return text.replace(place, () => marked);
}

describe('what can be written in a pipeline', () => {
  const cases: readonly (readonly [what: string, marked: string, labels: readonly string[]])[] = [
    ['keys at the top of an empty file', '‸', ['type', 'version', 'pipeline', 'design']],
    ['keys at the top that are not there', 'type: "orchestration"\n‸\npipeline:\n', ['version', 'design']],
    ['the kinds of pipelines', 'type: "‸"\n', ['orchestration', 'transformation']],
    ['the parts of a pipeline', 'type: "orchestration"\npipeline:\n  ‸\n', ['metadata', 'components', 'variables']],
    [
      'transitions of what is no condition',
      put(load, '        success:\n        - "Check"\n', '        success:\n        - "Check"\n        ‸\n'),
      ['unconditional', 'failure'],
    ],
    [
      'transitions of a condition',
      put(load, 'type: "if"\n', 'type: "if"\n      transitions:\n        ‸\n'),
      ['true', 'false'],
    ],
    ['components that may follow, loose ones first', put(load, '- "Check"', '- "‸"'), ['Check', 'Loose', 'Repeat']],
    [
      'none that leads here',
      put(load, 'type: "if"\n', 'type: "if"\n      transitions:\n        "true":\n        - ‸\n'),
      ['Loose', 'Repeat'],
    ],
    [
      'what an iterator may run',
      put(load, 'type: "fixed-iterator"\n', 'type: "fixed-iterator"\n      iterationTarget: ‸\n'),
      ['Loose', 'Check', 'Load'],
    ],
    ['sources, without what follows', put(join, '      - "Orders"\n', '      - "Orders"\n      - ‸\n'), ['People']],
    ['sources in the place of a join', put(join, 'mainTable: "x"', 'mainTable: "‸"'), ['Orders']],
    ['sources in the rows of a join', put(join, '- - "y"', '- - "‸"'), ['Orders']],
    ['ways to join', put(join, '- "z"', '- "‸"'), ['Inner', 'Left']],
    ['nothing in an alias', put(join, '- "a"', '- "‸"'), []],
    [
      'variables in an expression',
      put(load, 'SELECT 1', 'SELECT ${‸'),
      [
        'day',
        'rows',
        'sysvar.thisPipeline.fullName',
        'sysvar.thisComponent.name',
        'sysvar.thisComponent.message',
        'sysvar.thisComponent.taskId',
        'sysvar.environment.name',
        'sysvar.environment.id',
        'sysvar.project.id',
        'sysvar.rootPipeline.executionId',
        'sysvar.artifact.versionName',
      ],
    ],
    ['nothing in a script', put(load, 'SELECT 1', 'SELECT ‸'), []],
    ['nothing in a string of an expression', put(load, 'SELECT 1', "SELECT ${day + '‸"), []],
    ['values of a parameter', put(load, 'scriptLocation: "Component"', 'scriptLocation: ‸'), ['Component', 'File']],
    ['whether it is skipped', put(load, 'type: "if"\n', 'type: "if"\n      skipped: ‸\n'), ['true', 'false']],
    [
      'parameters that are not there',
      put(load, 'componentName: "Loose"\n', 'componentName: "Loose"\n        ‸\n'),
      ['orchestrationJob', 'setScalarVariables', 'setGridVariables'],
    ],
    [
      'keys that are not there',
      put(load, 'type: "if"\n', 'type: "if"\n      ‸\n'),
      ['transitions', 'skipped', 'postProcessing'],
    ],
    ['scopes of variables', put(load, 'scope: "COPIED"', 'scope: "‸"'), ['COPIED', 'SHARED']],
    [
      'what belongs to a variable',
      put(load, 'type: "GRID"\n', 'type: "GRID"\n        ‸\n'),
      ['description', 'scope', 'visibility', 'columns'],
    ],
    ['declarations', put(load, '    day:', '    ‸\n    day:'), ['TEXT', 'NUMBER', 'GRID']],
    [
      'variables that are used first',
      put(put(load, 'SELECT 1', 'SELECT ${limit - 1}, ${city}'), '    day:', '    ‸\n    day:'),
      ['city', 'TEXT', 'NUMBER', 'GRID'],
    ],
    ['nothing in a comment', put(load, '  variables:', '    # ‸\n  variables:'), []],
    ['nothing where a component cannot begin', put(load, '  variables:', '   ‸\n  variables:'), []],
  ];

  for (const [what, marked, labels] of cases) {
    it(`are ${what}`, () => {
      assert.deepEqual(labelsAt(marked), labels);
    });
  }

  it('are pipelines of the right kind, the near ones first', () => {
    const marked = put(load, '"Loose"\n    Repeat', '"Loose"\n        orchestrationJob: "‸"\n    Repeat');
    assert.deepEqual(labelsAt(marked, around), ['ingest/Near.orch.yaml', 'other/Far.orch.yaml']);
    const short = { ...around, withEnding: false };
    assert.deepEqual(labelsAt(marked, short), ['ingest/Near', 'other/Far']);
  });

  it('are the variables of the child that is run', () => {
    const marked = put(
      load,
      '"Loose"\n    Repeat',
      '"Loose"\n        orchestrationJob: "ingest/Near"\n        setScalarVariables:\n        - - "‸"\n          - "x"\n    Repeat',
    );
    assert.deepEqual(labelsAt(marked, around), ['from_day', 'to_day']);
  });

  it('are scripts and shared pipelines', () => {
    const script = put(load, 'scriptLocation: "Component"', 'scriptLocation: "File"\n        fileName: "‸"');
    assert.deepEqual(labelsAt(script, around), ['sql/load.sql']);
    const shared = put(load, 'componentName: "Loose"', 'componentName: "Loose"\n        pipelineName: ‸');
    assert.deepEqual(labelsAt(shared, around), ['Sales#load']);
  });

  it('are found in lines that are no YAML yet', () => {
    assert.deepEqual(labelsAt(put(load, '- "Check"', '- "‸')), ['Check', 'Loose', 'Repeat']);
    assert.deepEqual(labelsAt(put(load, '- "Check"', '-‸')), ['Check', 'Loose', 'Repeat']);
    assert.deepEqual(labelsAt(put(load, 'type: "if"', 'type:‸')).slice(0, 2), ['start', 'sql-executor']);
    assert.deepEqual(labelsAt(put(load, 'scriptLocation: "Component"', 'scriptLocation: "Comp‸')), [
      'Component',
      'File',
    ]);
  });

  it('are the same with CRLF', () => {
    const marked = put(load, '- "Check"', '- "‸"').replaceAll('\n', '\r\n');
    assert.deepEqual(labelsAt(marked), ['Check', 'Loose', 'Repeat']);
  });
});

describe('a proposal that is accepted', () => {
  it('leaves a name in quotes, whatever was there before', () => {
    const wanted = put(load, '- "Check"', '- "Loose"');
    for (const written of ['‸', '"‸"', '"‸', '"Che‸ck"', "'Ch‸eck'", 'Ch‸eck']) {
      assert.equal(accept(put(load, '- "Check"', `- ${written}`), 'Loose'), wanted, written);
    }
    assert.equal(accept(put(load, '- "Check"', '-‸'), 'Loose'), wanted);
  });

  const lists: readonly { title: string; text: string; key: string; items: string; label: string }[] = [
    { title: 'transitions', text: load, key: '        success:\n', items: '        - "Check"\n', label: 'Loose' },
    { title: 'sources', text: join, key: '      sources:\n', items: '      - "Orders"\n', label: 'People' },
  ];
  for (const { title, text, key, items, label } of lists) {
    it(`becomes an item of the list that is there: ${title}`, () => {
      for (const by of [0, 2, 4]) {
        const dash = ' '.repeat(items.indexOf('-') + by);
        const [old, item] = [`${dash}${items.trimStart()}`, `${dash}- "${label}"\n`];
        for (const newline of ['\n', '\r\n']) {
          const place = (lines: string) => put(text, key + items, key + lines).replaceAll('\n', newline);
          for (const typed of ['‸', `"${label.slice(0, 2)}‸`, `${label.slice(0, 3)}‸`]) {
            const line = `${' '.repeat(key.search(/\S/) + 2)}${typed}\n`;
            assert.equal(accept(place(`${line}\n${old}`), label), place(`${item}\n${old}`), `above ${dash}${typed}`);
            if (by < 2) {
              assert.equal(accept(place(`${old}${line}`), label), place(`${old}${item}`), `below ${dash}${typed}`);
            }
          }
        }
      }
    });

    it(`becomes the first item where none is there: ${title}`, () => {
      const line = ' '.repeat(key.search(/\S/) + 2);
      assert.equal(accept(put(text, items, `${line}‸\n`), label), put(text, items, `${line}- "${label}"\n`));
    });

    it(`is none where the value is beside its key: ${title}`, () => {
      for (const value of ['["Check"]', '[]', '"Check"']) {
        const line = `${key.trimEnd()} ${value}\n${' '.repeat(key.search(/\S/) + 2)}‸\n`;
        assert.deepEqual(labelsAt(put(text, key + items, line)), []);
      }
    });
  }

  it('closes the braces of a variable once', () => {
    const wanted = put(load, 'SELECT 1', 'SELECT ${day} + 1');
    assert.equal(accept(put(load, 'SELECT 1', 'SELECT ${d‸ + 1'), 'day'), wanted);
    assert.equal(accept(put(load, 'SELECT 1', 'SELECT ${d‸} + 1'), 'day'), wanted);
    assert.equal(accept(put(load, 'SELECT 1', 'SELECT ${‸da} + 1'), 'day'), wanted);
  });

  it('writes the name of a component into a query as the text around it needs it', () => {
    const name = `B "2" it's \\`;
    const query = createPipelineText({
      kind: 'transformation',
      components: [
        { name, type: 'table-input' },
        { name: 'SQL', type: 'sql', sources: [name], parameters: { query: 'QUERY' } },
      ],
    });
    const [double, single] = [JSON.stringify(name).slice(1, -1), name.replaceAll("'", "''")];
    const cases: readonly (readonly [string, string])[] = [
      ['"a $T{‸} b"', `"a $T{${double}} b"`],
      ['"a $T{B \\"‸1\\"} b"', `"a $T{${double}} b"`],
      ['"a $T{‸', `"a $T{${double}}`],
      ["'a $T{‸} b'", `'a $T{${single}} b'`],
      ["'a $T{B ''‸''} b'", `'a $T{${single}} b'`],
      ["'a $T{‸' # }", `'a $T{${single}}' # }`],
      ['a $T{‸} b', `a $T{${name}} b`],
      ['|-\n          a $T{B‸ "1"} "b"', `|-\n          a $T{${name}} "b"`],
      ['"a\n          $T{‸} b"', `"a\n          $T{${double}} b"`],
    ];
    for (const [marked, wanted] of cases) {
      assert.equal(accept(put(query, '"QUERY"', marked), name), put(query, '"QUERY"', wanted), marked);
    }
  });

  it('keeps the value of a key that gets another name', () => {
    const marked = put(load, 'scriptLocation: "Component"', 'script‸: "Component"');
    assert.equal(accept(marked, 'fileName'), put(load, 'scriptLocation: "Component"', 'fileName: "Component"'));
  });

  it('brings the usual parameters and the place along where there is only a type', () => {
    const marked = put(
      load,
      '    Repeat:\n      type: "fixed',
      '    New one:\n      type: "‸"\n    Repeat:\n      type: "fixed',
    );
    const text = accept(marked, 'sql-script');
    assert.ok(
      text.includes('    New one:\n      type: "sql-script"\n      parameters:\n        componentName: "New one"\n'),
    );
    assert.ok(text.endsWith('    New one:\n      position:\n        x: 800\n        "y": 0\n      tempMetlId:\n'));
  });

  it('turns the empty map of a new file into lines', () => {
    const marked = createNewText('transformation').replace('components: {}\n', 'components: {}\n    ‸\n');
    const text = accept(marked, 'Table Input');
    assert.deepEqual(findProblems(readPipeline(text)), []);
    assert.match(text, /^ {2}components:\n {4}Table Input:\n {6}type: "table-input"\n/m);
    assert.match(text, /^design:\n {2}components:\n {4}Table Input:\n {6}position:\n {8}x: 0\n/m);
  });

  it('inserts an iterator with what it runs', () => {
    const text = accept(put(load, '  variables:', '    ‸\n  variables:'), 'Fixed Iterator + Run Orchestration', around);
    const { pipeline } = readPipeline(text);
    assert.equal(pipeline.componentsByName.get('Fixed Iterator')?.iterationTarget?.text, 'Run Orchestration');
    assert.deepEqual(errorsOf(text), []);
    assert.ok(pipeline.design.componentsByName.has('Run Orchestration'));
  });

  for (const { type, kind } of listComponentTypes()) {
    if (type === 'unknown-orchestration') continue;
    it(`inserts ${type} without errors, with its place`, () => {
      for (const newline of ['\n', '\r\n']) {
        const base = kind === 'orchestration' ? (type === 'start' ? withoutStart : load) : join;
        const marked = put(
          base,
          kind === 'orchestration' ? '  variables:' : 'design:',
          kind === 'orchestration' ? '    ‸\n  variables:' : '    ‸\ndesign:',
        ).replaceAll('\n', newline);
        const proposals = completeAt(marked).filter(
          ({ proposed }) => proposed.kind === 'newComponent' && proposed.type === type && proposed.target === undefined,
        );
        const [proposal] = proposals;
        assert.ok(proposal !== undefined && proposals.length === 1);
        const text = acceptProposal(readCursor(marked).text, proposal);
        assert.deepEqual(errorsOf(text), []);
        assert.equal(text.replaceAll('\r\n', '').includes('\n'), newline === '\n');
        const { pipeline } = readPipeline(text);
        const added = pipeline.components.filter((it) => it.type?.text === type).at(-1);
        assert.equal(added?.componentName?.text, added?.name.text);
        assert.ok(pipeline.design.componentsByName.get(added?.name.text ?? '')?.position);
      }
    });
  }
});

const withoutStart = load.replace(/ {4}Start:\n(?: {6,}.*\n)+/g, '');

function errorsOf(text: string): readonly unknown[] {
  return findProblems(readPipeline(text)).filter(({ severity }) => severity === 'error');
}
