import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/pipelines/applyFixes';
import { findComponentNameProblem, findVariableNameProblem } from '../../../src/pipelines/rename/checkNewName';
import {
  findChildVariableUses,
  renameChildVariable,
  renameComponent,
  renameVariable,
} from '../../../src/pipelines/rename/renameSymbol';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { findUses, symbolAt } from '../../../src/pipelines/symbols/findSymbolUses';
import { createPipelineText, type ComponentSpec } from '../../support/pipelineText';

/** Lines that differ between two texts with as many lines. */
function changesOf(before: string, after: string): readonly string[] {
  const lines = before.split('\n');
  assert.equal(after.split('\n').length, lines.length);
  return after
    .split('\n')
    .filter((line, index) => line !== lines[index])
    .map((line) => line.trim());
}

function renamedComponent(text: string, name: string, newName: string): readonly string[] {
  return changesOf(text, applyEdits(text, renameComponent(readPipeline(text), name, newName)));
}

const transformation = createPipelineText({
  kind: 'transformation',
  components: [
    { name: 'Sales', type: 'table-input' },
    { name: 'Old sales', type: 'table-input' },
    {
      name: 'Join',
      type: 'join',
      sources: ['Sales', 'Old sales'],
      parameters: {
        mainTable: 'Sales',
        joins: [
          ['Old sales', 'o', 'Inner'],
          ['Sales', 's', 'Left'],
        ],
        other: 'Sales',
      },
    },
    { name: 'Changes', type: 'detect-changes', sources: ['Sales', 'Old sales'], parameters: { masterTable: 'Sales' } },
    {
      name: 'SQL',
      type: 'sql',
      sources: ['Sales', 'Old sales'],
      parameters: { query: 'SELECT * FROM $T{Sales}, $T{Old sales}\nWHERE Sales = "$T{Sales}"' },
    },
  ],
});

const declared = { name: 'day', scope: 'SHARED' };

function orchestration(...components: ComponentSpec[]): string {
  return createPipelineText({
    kind: 'orchestration',
    components,
    variables: [declared, { name: 'grid', scope: 'COPIED' }],
  });
}

function renamedVariable(text: string, takes: (isSure: boolean) => boolean = (isSure) => isSure): readonly string[] {
  const edits = renameVariable(readPipeline(text), 'day', 'DAY_1').filter(({ isSure }) => takes(isSure));
  return changesOf(text, applyEdits(text, edits)).filter((line) => line !== 'DAY_1:');
}

describe('renaming a component', () => {
  it('reaches connections, parameters that name it, queries, and its place on the canvas', () => {
    assert.deepEqual(renamedComponent(transformation, 'Sales', 'Sales: new'), [
      '"Sales: new":',
      'componentName: "Sales: new"',
      '- "Sales: new"',
      'mainTable: "Sales: new"',
      '- - "Sales: new"',
      '- "Sales: new"',
      'masterTable: "Sales: new"',
      '- "Sales: new"',
      'SELECT * FROM $T{Sales: new}, $T{Old sales}',
      'WHERE Sales = "$T{Sales: new}"',
      '"Sales: new":',
    ]);
  });

  it('reaches a name that is folded in a query', () => {
    const folded = transformation.replace(
      /query: \|-\n.*\n.*\n/,
      'query: "SELECT * FROM $T{Old\\\n          \\ sales} WHERE \\"a\\""\n',
    );
    const edits = renameComponent(readPipeline(folded), 'Old sales', 'Say "x"');
    assert.match(applyEdits(folded, edits), /query: "SELECT \* FROM \$T\{Say \\"x\\"\} WHERE \\"a\\""\n/);
  });

  it('quotes a query that can no longer do without', () => {
    const plain = transformation.replace(/query: \|-\n.*\n.*\n/, 'query: SELECT 1 FROM $T{Sales}\n');
    const edits = renameComponent(readPipeline(plain), 'Sales', 'a #b');
    assert.match(applyEdits(plain, edits), /query: "SELECT 1 FROM \$T\{a #b\}"\n/);
  });

  it('leaves the lines of a query without quotes as they are', () => {
    for (const newline of ['\n', '\r\n']) {
      const lines = 'SELECT * FROM $T{Sales},\n\n            $T{Sales} s WHERE 1';
      const text = transformation.replace(/query: \|-\n.*\n.*\n/, `query: ${lines}\n`).replaceAll('\n', newline);
      assert.deepEqual(
        renamedComponent(text, 'Sales', "New / it's").filter((line) => line.includes('$T')),
        ["query: SELECT * FROM $T{New / it's},", "$T{New / it's} s WHERE 1"],
      );
    }
  });

  it('quotes what the lines of a query say where they can no longer do without', () => {
    for (const [lines, quoted] of [
      ['$T{Sales} as a,  \n            $T{Sales} as b', '$T{a #b} as a, $T{a #b} as b'],
      ['$T{Sales} as a,\n\n\n            $T{Sales}\n\n            as b', '$T{a #b} as a,\\n\\n$T{a #b}\\nas b'],
    ] as const) {
      const query = (it: string) => transformation.replace(/query: \|-\n.*\n.*\n/, () => `query: FROM ${it}\n`);
      for (const text of [query(lines), query(lines).replaceAll('\n', '\r\n')]) {
        const edits = renameComponent(readPipeline(text), 'Sales', 'a #b');
        const line = applyEdits(text, edits)
          .split(/\r?\n/)
          .find((it) => it.includes('query:'));
        assert.equal(line?.trim(), `query: "FROM ${quoted}"`);
      }
    }
  });

  it('leaves a componentName that says something else', () => {
    const text = transformation.replace('componentName: "Join"', 'componentName: "Other"');
    assert.deepEqual(renamedComponent(text, 'Join', 'J'), ['J:', 'J:']);
  });

  it('reaches the target of an iterator', () => {
    const text = orchestration({ name: 'Loop', type: 'retry', iterationTarget: 'Work' }, { name: 'Work', type: 'and' });
    assert.deepEqual(renamedComponent(text, 'Work', 'w'), ['iterationTarget: "w"', 'w:', 'componentName: "w"', 'w:']);
  });

  it('writes a key as Maia does', () => {
    for (const name of ['y', 'true', 'NO', '2024', '1.5e3', 'null', '12:30', '2024-01-01 x', '- a', 'a: b', 'a #b']) {
      assert.equal(renamedComponent(transformation, 'Join', name)[0], `${JSON.stringify(name)}:`);
    }
    for (const name of ['Load 1', 'a/b', "it's", 'x [y]', 'ü', '1st', 'a, b', 'true story']) {
      assert.equal(renamedComponent(transformation, 'Join', name)[0], `${name}:`);
    }
  });

  it('takes no name that is empty, taken, or no line of text', () => {
    const document = readPipeline(transformation);
    const kindOf = (name: string) => findComponentNameProblem(document, 'Join', name)?.kind;
    assert.deepEqual(['', '  ', ' a', 'a\nb', 'SQL', 'Join', 'x'].map(kindOf), [
      'empty',
      'empty',
      'edgeSpace',
      'lineBreak',
      'taken',
      undefined,
      undefined,
    ]);
  });
});

describe('renaming a variable', () => {
  it('reaches values, expressions and parameters that name variables', () => {
    const text = orchestration(
      {
        name: 'day',
        type: 'python-script',
        parameters: {
          script: 'day = context.getVariable("day")\ncontext.updateVariable(\'day\', "day ${day}")\nprint(day)',
          expression: '${day + "day" + grid.day + day()}',
          note: 'day ${ day } ${sysvar.day}',
        },
      },
      {
        name: 'Set',
        type: 'query-to-scalar',
        parameters: {
          scalarVariableMapping: [
            ['day', 'DAY'],
            ['grid', 'day'],
          ],
        },
      },
      {
        name: 'Each',
        type: 'fixed-iterator',
        parameters: { variablesToIterate: ['grid', 'day'], iterationValues: [['day']] },
      },
      {
        name: 'Rows',
        type: 'grid-iterator',
        parameters: { gridVariable: 'day', gridIteratorVariableMapping: [['x', 'day']] },
      },
      { name: 'Column', type: 'grid-iterator', parameters: { gridIteratorVariableMapping: [['day', 'grid']] } },
      { name: 'Run', type: 'run-orchestration', parameters: { setScalarVariables: [['day', '${day}']] } },
      { name: 'If', type: 'if', parameters: { condition: [['day', 'Is', 'Equal to', 'day']] } },
    );
    assert.deepEqual(renamedVariable(text), [
      'day = context.getVariable("DAY_1")',
      `context.updateVariable('DAY_1', "day \${DAY_1}")`,
      'expression: "${DAY_1 + \\"day\\" + grid.day + day()}"',
      'note: "day ${ DAY_1 } ${sysvar.day}"',
      '- - "DAY_1"',
      '- "DAY_1"',
      'gridVariable: "DAY_1"',
      '- "DAY_1"',
      '- "${DAY_1}"',
      '- - "DAY_1"',
    ]);
  });

  it('asks where the name may be a column, a value, or a variable of a shell or database', () => {
    const text = orchestration(
      { name: 'Shell', type: 'bash-script', parameters: { script: 'day=1; echo ${day}' } },
      {
        name: 'Query',
        type: 'sql-executor',
        parameters: { declareSqlVariables: 'Include all', sqlScript: 'SELECT $day, $days, $$day$$' },
      },
      { name: 'Grid', type: 'query-to-grid', parameters: { gridVariableMapping: [['day', 'DAY']] } },
      { name: 'New', type: 'never-seen', parameters: { outputVariable: 'day', table: 'day' } },
      { name: 'Hand on', type: 'run-transformation', parameters: { setGridVariables: [['day', 'Grid', 'day']] } },
    );
    assert.deepEqual(renamedVariable(text), []);
    assert.deepEqual(
      renamedVariable(text, (isSure) => !isSure),
      [
        'script: "day=1; echo ${DAY_1}"',
        'sqlScript: "SELECT $DAY_1, $days, $$day$$"',
        'outputVariable: "DAY_1"',
        '- "DAY_1"',
      ],
    );
  });

  it('leaves the lines of a script without quotes as they are, and gives each use an edit of its own', () => {
    const text = orchestration({
      name: 'Query',
      type: 'sql-executor',
      parameters: { declareSqlVariables: 'Include all', sqlScript: 'SCRIPT' },
    });
    for (const script of ['select ${day} as a,\n            $day as b, ${day}', 'select ${day},\t$day']) {
      const plain = text.replace('"SCRIPT"', () => script);
      const edits = renameVariable(readPipeline(plain), 'day', 'w').slice(0, -1);
      assert.deepEqual(
        edits.map(({ span, newText, isSure }) => [plain.slice(span.start - 2, span.end), newText, isSure]),
        [...script.matchAll(/.\$day|\$\{day/g)].map(([it]) => [it, 'w', it.startsWith('${')]),
      );
    }
  });

  it('quotes a key that YAML would take for something else', () => {
    const text = orchestration({ name: 'Work', type: 'and' });
    const renamed = applyEdits(text, renameVariable(readPipeline(text), 'day', 'NO'));
    assert.match(renamed, /^ {4}"NO":$/m);
  });

  it('finds where a parent sets it, for this child only', () => {
    const text = orchestration(
      {
        name: 'A',
        type: 'run-orchestration',
        parameters: { orchestrationJob: 'a', setScalarVariables: [['day', '1']] },
      },
      {
        name: 'B',
        type: 'run-orchestration',
        parameters: { orchestrationJob: 'b', setScalarVariables: [['day', '2']] },
      },
    );
    const document = readPipeline(text);
    const isA = ({ value }: { readonly value: { readonly text: string } }) => value.text === 'a';
    assert.equal(findChildVariableUses(document, isA, 'day').length, 1);
    const renamed = applyEdits(text, renameChildVariable(document, isA, 'day', 'date'));
    assert.equal(renamed, text.replace('- - "day"\n          - "1"', '- - "date"\n          - "1"'));
  });

  it('takes no name that Maia would not take', () => {
    const document = readPipeline(orchestration({ name: 'Work', type: 'and' }));
    const kindOf = (name: string) => findVariableNameProblem(document, 'day', name)?.kind;
    assert.deepEqual(['', '1a', 'a b', 'ä', 'grid', 'day', '_x9'].map(kindOf), [
      'empty',
      'variableCharacters',
      'variableCharacters',
      'variableCharacters',
      'taken',
      undefined,
      undefined,
    ]);
  });
});

describe('what is at a place', () => {
  it('is the smallest name there, up to right behind it', () => {
    const text = orchestration({
      name: 'Run',
      type: 'run-orchestration',
      parameters: { orchestrationJob: 'a/${day}' },
    });
    const document = readPipeline(text);
    const at = (place: string, offset: number) => symbolAt(document, text.indexOf(place) + offset)?.symbol.kind;
    assert.equal(at('a/${day}', 1), 'file');
    assert.equal(at('${day}', 3), 'variable');
    assert.equal(at('${day}', 5), 'variable');
    assert.equal(at('Run:', 3), 'component');
    assert.equal(at('orchestrationJob:', 3), undefined);
    assert.equal(at('type:', 0), undefined);
  });

  it('has all its places, whatever it is called', () => {
    const text = transformation.replaceAll('Sales', '__proto__');
    const uses = findUses(readPipeline(text), { kind: 'component', name: '__proto__' });
    assert.equal(uses.filter(({ role }) => role === 'definition').length, 1);
    assert.equal(uses.length, 11);
    for (const { span } of uses) assert.equal(text.slice(span.start, span.end), '__proto__');
  });
});
