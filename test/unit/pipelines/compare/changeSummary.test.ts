import assert from 'node:assert/strict';
import {
  toChangeRow,
  toChangeSummary,
  toSummaryLine,
  toValueText,
} from '../../../../src/pipelines/compare/changeSummary';
import { comparePipelines } from '../../../../src/pipelines/compare/comparePipelines';
import type { PipelineChange } from '../../../../src/pipelines/compare/pipelineChange';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { createPipelineText, type ComponentSpec, type PipelineSpec } from '../../../support/pipelineText';

const start: ComponentSpec = { name: 'Start', type: 'start', transitions: { unconditional: ['Load'] } };
const load: ComponentSpec = {
  name: 'Load',
  type: 'sql-executor',
  transitions: { success: ['Done'] },
  parameters: { sqlScript: 'SELECT 1', a: '1', b: '2', c: '3' },
};
const done: ComponentSpec = { name: 'Done', type: 'end-success' };
const before = write([start, load, done]);

function write(components: readonly ComponentSpec[], variables: PipelineSpec['variables'] = []): string {
  return createPipelineText({ kind: 'orchestration', components, variables });
}

function compareTexts(older: string, newer: string): readonly PipelineChange[] {
  return comparePipelines(readPipeline(older), readPipeline(newer));
}

const feeding = (sources: readonly string[]) =>
  createPipelineText({
    kind: 'transformation',
    components: [
      { name: 'Filter', type: 'filter' },
      { name: 'Join', type: 'join', sources },
    ],
    ...(sources.length > 0 && { variables: [{ name: 'x', scope: 'SHARED' }] }),
  });

const cases: readonly (readonly [string, string, string, string])[] = [
  ['connections and variables', feeding([]), feeding(['Filter']), 'Filter now feeds Join; variable x added'],
  [
    'a component between others',
    before,
    write([
      { ...start, transitions: { unconditional: ['Check'] } },
      { ...load },
      done,
      {
        name: 'Check',
        type: 'if',
        transitions: { true: ['Load'], false: ['Done'] },
      },
    ]),
    'Check added (if); Start now leads to Check; Check now leads to Load if true; 2 more changes',
  ],
  ['a component that is gone', before, write([start, load]), 'Done removed'],
  ['a name', before, before.replaceAll('Load', 'Fetch'), 'Load renamed to Fetch'],
  [
    'where a failure leads',
    before,
    write([start, { ...load, transitions: { success: ['Done'], failure: ['Done'] } }, done]),
    'Load now leads to Done on failure',
  ],
  ['one parameter', before, before.replace('SELECT 1', 'SELECT 2'), 'Load: sqlScript changed'],
  ['some parameters', before, before.replace('a: "1"', 'a: "9"').replace('b: "2"', 'b: "9"'), 'Load: a, b changed'],
  [
    'many parameters',
    before,
    before.replace(/ {8}(\w+): "(SELECT 1|1|2|3)"/g, '        $1: "9"'),
    'Load: 4 parameters changed',
  ],
  ['a new parameter', before, before.replace('        a: "1"', '        new: "1"\n        a: "1"'), 'Load: new set'],
  ['a lost parameter', before, before.replace('        a: "1"\n', ''), 'Load: a removed'],
  ['skipping', before, write([start, { ...load, isSkipped: true }, done]), 'Load is skipped now'],
  ['layout alone', before, before.replace('x: 160', 'x: 200'), 'Only the layout changed'],
  [
    'layout beside something else',
    before,
    before.replace('x: 160', 'x: 200').replace('SELECT 1', 'SELECT 2'),
    'Load: sqlScript changed',
  ],
  [
    'a variable',
    write([start], [{ name: 'day', scope: 'SHARED' }]),
    write([start], [{ name: 'day', scope: 'COPIED' }]),
    'Variable day: scope changed',
  ],
  [
    'the description',
    before,
    before.replace('pipeline:\n', 'pipeline:\n  metadata:\n    description: "Loads"\n'),
    'Pipeline: metadata set',
  ],
  ['the way of writing', before, `# by hand\n${before}`, 'Written differently, with the same meaning'],
  ['what cannot be read', before, before.replace('"start"', '"start'), 'Not all of the newer version can be read'],
];

describe('the summary of changes', () => {
  for (const [what, older, newer, expected] of cases) {
    it(`tells in words of ${what}`, () => {
      assert.equal(toSummaryLine(compareTexts(older, newer)), expected);
    });
  }

  it('never shows a value in a sentence, as it may be one that nobody should read', () => {
    const changes = compareTexts(before, before.replace('SELECT 1', 'hunter2').replace('a: "1"', 'a: "hunter3"'));
    for (const sentence of [...toChangeSummary(changes), ...changes.map(toChangeRow), toSummaryLine(changes)]) {
      assert.doesNotMatch(sentence, /hunter/);
    }
  });

  it('shows values beside the sentence on one line', () => {
    const texts = (old: string | undefined, now: string | undefined) =>
      toValueText({
        kind: 'parameter',
        name: 'A',
        section: 'parameters',
        path: ['p'],
        old,
        new: now,
        places: { before: undefined, after: undefined },
      });
    assert.deepEqual(
      [texts('a\nb', 'c'), texts(undefined, 'c'), texts('a', undefined), texts('', 'c'), texts('a', 'x'.repeat(99))],
      ['a b → c', 'c', 'a', '“” → c', `a → ${'x'.repeat(59)}…`],
    );
  });
});
