import assert from 'node:assert/strict';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { readYaml } from '../../../src/pipelines/readYaml';
import { findEntry } from '../../../src/pipelines/yamlValue';

const twoSteps = `type: "orchestration"
version: "1.0"
pipeline:
  components:
    Start:
      type: "start"
      transitions:
        unconditional:
        - "Load"
      parameters:
        componentName: "Start"
    Load:
      type: "sql-executor"
      parameters:
        componentName: "Load"
        sqlScript: |-
          SELECT 1
  variables:
    day:
      metadata:
        type: "TEXT"
        scope: "COPIED"
        visibility: "PUBLIC"
      defaultValue: "1"
design:
  components:
    Start:
      position:
        x: -80
        "y": 0
      tempMetlId:
    Load:
      position:
        x: 0
        "y": 0
      tempMetlId:
`;

/** What is left of the two steps: each component with its type and what follows. */
function stepsOf(text: string): string[] {
  return readPipeline(text).pipeline.components.map(({ name, type, transitions }) =>
    [name.text, type?.text ?? '?', ...transitions.map((it) => `${it.kind} ${it.target.text}`)].join(' | '),
  );
}

function problemsOf(text: string): string[] {
  return readPipeline(text).syntaxProblems.map(({ code, span }) => `${code}@${text.slice(span.start, span.end)}`);
}

const unbroken = ['Start | start | unconditional Load', 'Load | sql-executor'];

describe('readPipeline', () => {
  it('says where everything stands', () => {
    const { text, kind, isWhole, pipeline } = readPipeline(twoSteps);
    const [start, load] = pipeline.components;
    const shown = [
      start?.name,
      start?.transitions[0]?.target,
      start?.transitions[0]?.kindName,
      load?.componentName,
      findEntry(load?.parameters, 'sqlScript')?.value,
      pipeline.variables[0]?.name,
      pipeline.variables[0]?.scope,
      pipeline.design.components[1]?.name,
    ].map((it) => it && text.slice(it.span.start, it.span.end));
    assert.deepEqual(shown, [
      'Start',
      '"Load"',
      'unconditional',
      '"Load"',
      '|-\n          SELECT 1',
      'day',
      '"COPIED"',
      'Load',
    ]);
    assert.deepEqual([kind, isWhole, pipeline.design.components[0]?.position?.x], ['orchestration', true, -80]);
  });

  it('ends a component where its last value ends', () => {
    const { text, pipeline } = readPipeline(twoSteps);
    const { start, end } = pipeline.components[1]?.entry.span ?? { start: 0, end: 0 };
    assert.equal(text.slice(start, end).endsWith('SELECT 1'), true);
    assert.equal(text.slice(start).startsWith('Load:'), true);
  });

  const damages: readonly { title: string; from: string; to: string; problems: string[]; steps?: string[] }[] = [
    { title: 'a name without its colon', from: '    Load:\n', to: '    Load\n', problems: ['MISSING_COLON@Load'] },
    {
      title: 'a component one space too far out',
      from: '    Load:\n',
      to: '   Load:\n',
      problems: ['OFF_INDENT@Load:'],
    },
    {
      title: 'a component one space too far in',
      from: '    Load:\n',
      to: '     Load:\n',
      problems: ['OFF_INDENT@Load:'],
    },
    {
      title: 'the first component one space too far in',
      from: '    Start:\n      type',
      to: '     Start:\n      type',
      problems: ['OFF_INDENT@Start:'],
    },
    {
      title: 'a quote that is not closed',
      from: '- "Load"',
      to: '- "Load',
      problems: ['MISSING_CHAR@- "Load'],
      steps: ['Start | start | unconditional Load', 'Load | sql-executor'],
    },
    {
      title: 'a property being typed',
      from: '      transitions:\n        unconditional:\n        - "Load"\n',
      to: '      transi\n',
      problems: ['MISSING_COLON@transi'],
      steps: ['Start | start', 'Load | sql-executor'],
    },
    {
      title: 'a tab for indentation',
      from: '      type: "start"',
      to: '\t  type: "start"',
      problems: ['TAB_AS_INDENT@\t  type: "start"'],
      steps: ['Start | ? | unconditional Load', 'Load | sql-executor'],
    },
    {
      title: 'the first component without the line of its name',
      from: '    Start:\n      type',
      to: '      type',
      problems: ['BAD_INDENT@type: "start"'],
      steps: ['Load | sql-executor'],
    },
    { title: 'a top key without its colon', from: 'design:\n', to: 'design\n', problems: ['MISSING_COLON@design'] },
  ];
  for (const { title, from, to, problems, steps = unbroken } of damages) {
    it(`keeps the meaning of the rest beside ${title}`, () => {
      const text = twoSteps.replace(from, to);
      assert.notEqual(text, twoSteps);
      assert.deepEqual({ problems: problemsOf(text), steps: stepsOf(text) }, { problems, steps });
    });
  }

  it('reads a file with a byte order mark and the line breaks of Windows', () => {
    const text = `\u{FEFF}${twoSteps.replaceAll('\n', '\r\n')}`;
    const { pipeline } = readPipeline(text);
    const name = pipeline.componentsByName.get('Load')?.name;
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(stepsOf(text), unbroken);
    assert.equal(text.slice(name?.span.start, name?.span.end), 'Load');
  });

  it('reads our side of a merge conflict', () => {
    const text = twoSteps.replace(
      '        - "Load"\n',
      '<<<<<<< HEAD\n        - "Load"\n||||||| base\n        - "Old"\n=======\n        - "Other"\n>>>>>>> theirs\n',
    );
    const { conflicts, isWhole } = readPipeline(text);
    assert.deepEqual([conflicts.length, isWhole, problemsOf(text)], [1, false, []]);
    assert.deepEqual(stepsOf(text), unbroken);
  });

  it('takes names that objects have for names', () => {
    const text = twoSteps.replaceAll('Load', '__proto__').replaceAll('Start', 'constructor');
    assert.deepEqual(stepsOf(text), ['constructor | start | unconditional __proto__', '__proto__ | sql-executor']);
    assert.equal(readPipeline(twoSteps).pipeline.componentsByName.get('toString'), undefined);
  });

  it('reads true and false whether they are quoted or not', () => {
    const steps = (key: string) =>
      readPipeline(twoSteps.replace('unconditional', key)).pipeline.components[0]?.transitions.map((it) => it.kind);
    assert.deepEqual([steps('true'), steps('"true"'), steps("'false'")], [['true'], ['true'], ['false']]);
  });

  it('never follows an alias', () => {
    const levels = Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);
    const { aliases, visited } = readPipeline(['a0: &a0 [x, x]', ...levels].join('\n'));
    assert.equal(aliases.length, 60);
    assert.ok(visited < 500);
  });

  it('tells of a very long text that is broken only where it breaks, without reading it again part by part', () => {
    const createText = (steps: number) =>
      `pipeline:\n  components:\n${'    "A": "b"\n'.repeat(steps)}    "C: 1\n${'    "A": "b"\n'.repeat(10)}`;
    const text = createText(30_000);
    const [short, long] = [readPipeline(createText(100)), readPipeline(text)];
    assert.ok(short.root);
    assert.equal(long.syntaxProblems.length, 1);
    assert.equal(long.root, undefined);
    assert.equal(long.isWhole, false);
    assert.equal(long.visited, readYaml(text).visited);
  });

  const refusals: readonly { title: string; text: string; refusal: 'tooLong' | 'tooDeep' }[] = [
    { title: 'brackets in brackets', text: '['.repeat(5000), refusal: 'tooDeep' },
    { title: 'lists in lists', text: '- '.repeat(5000), refusal: 'tooDeep' },
    {
      title: 'maps in maps',
      text: Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      refusal: 'tooDeep',
    },
    { title: 'a very long file', text: 'a'.repeat(1_000_001), refusal: 'tooLong' },
  ];
  for (const { title, text, refusal } of refusals) {
    it(`refuses ${title}`, () => {
      assert.equal(readPipeline(text).refusal, refusal);
    });
  }

  it('keeps both of two components with one name, and knows the first by it', () => {
    const { pipeline, duplicateKeys } = readPipeline(
      twoSteps.replace('    Load:\n      type', '    Start:\n      type'),
    );
    assert.deepEqual(
      [pipeline.components.length, pipeline.componentsByName.get('Start')?.type?.text, duplicateKeys.length],
      [2, 'start', 1],
    );
  });

  it('takes the kind from the name of a file that does not say it', () => {
    assert.equal(readPipeline('', 'transformation').kind, 'transformation');
    assert.equal(readPipeline('type: "orchestration"', 'transformation').kind, 'orchestration');
  });
});
