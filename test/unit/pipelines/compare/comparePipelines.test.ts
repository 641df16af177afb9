import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparePipelines } from '../../../../src/pipelines/compare/comparePipelines';
import { isLayoutOnly, type PipelineChange } from '../../../../src/pipelines/compare/pipelineChange';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { createPipelineText, type ComponentSpec } from '../../../support/pipelineText';

type WithoutPlaces = PipelineChange extends infer C ? (C extends unknown ? Omit<C, 'places'> : never) : never;

function compareTexts(before: string, after: string): readonly WithoutPlaces[] {
  const changes = comparePipelines(readPipeline(before), readPipeline(after));
  return changes.map(({ places, ...change }) => (assert.ok(places), change));
}

function transformation(...components: readonly ComponentSpec[]): string {
  return createPipelineText({ kind: 'transformation', components });
}

const input = (name: string) => ({ name, type: 'table-input' });

describe('comparing two versions of a pipeline', () => {
  it('takes a component with the same content for the same one, and what names it along', () => {
    const join = { mainTable: 'Orders', joins: [['Orders', 'o', 'Inner']] };
    const query = { query: 'SELECT * FROM $T{Orders} -- Orders' };
    const before = transformation(
      input('Orders'),
      { name: 'Join', type: 'join', sources: ['Orders'], parameters: join },
      { name: 'SQL', type: 'sql', sources: ['Orders'], parameters: query },
      { name: 'Changes', type: 'detect-changes', sources: ['Orders'], parameters: { masterTable: 'Orders' } },
      { name: 'Label', type: 'calculator', sources: ['SQL'], parameters: { text: 'Orders' } },
    );
    const after = before.replaceAll('Orders', 'Bookings').replace('-- Bookings', '-- Orders');
    assert.deepEqual(compareTexts(before, after), [
      { kind: 'componentRenamed', name: 'Bookings', oldName: 'Orders' },
      { kind: 'parameter', name: 'Label', section: 'parameters', path: ['text'], old: 'Orders', new: 'Bookings' },
    ]);
  });

  it('tells renamed ones with the same content apart by what they are connected with', () => {
    const before = transformation(
      input('A'),
      input('B'),
      { name: 'Out', type: 'unite', sources: ['A'] },
      {
        name: 'Out 2',
        type: 'unite',
        sources: ['B'],
      },
    );
    const after = transformation(
      input('Y'),
      input('X'),
      { name: 'Out', type: 'unite', sources: ['X'] },
      {
        name: 'Out 2',
        type: 'unite',
        sources: ['Y'],
      },
    );
    const found = compareTexts(before, after).filter(({ kind }) => kind !== 'layout');
    assert.deepEqual(found, [
      { kind: 'componentRenamed', name: 'Y', oldName: 'B' },
      { kind: 'componentRenamed', name: 'X', oldName: 'A' },
    ]);
  });

  it('does not guess which of several was renamed', () => {
    const before = transformation(input('A'), input('B')).replace(/design:[^]*/, '');
    const after = transformation(input('X')).replace(/design:[^]*/, '');
    assert.deepEqual(
      compareTexts(before, after).map(({ kind }) => kind),
      ['componentAdded', 'componentRemoved', 'componentRemoved'],
    );
  });

  it('says where in a list something is different, and of the list when it is at several places', () => {
    const grid = (rows: readonly (readonly string[])[]) =>
      transformation({ ...input('A'), parameters: { grid: rows } });
    const before = grid([
      ['a', '1'],
      ['b', '2'],
    ]);
    const one = grid([
      ['a', '1'],
      ['b', '3'],
    ]);
    const all = grid([
      ['b', '2'],
      ['a', '1'],
    ]);
    const parameter = { kind: 'parameter', name: 'A', section: 'parameters' };
    assert.deepEqual(compareTexts(before, one), [{ ...parameter, path: ['grid', '1', '1'], old: '2', new: '3' }]);
    assert.deepEqual(compareTexts(before, all), [
      { ...parameter, path: ['grid'], old: '[["a","1"],["b","2"]]', new: '[["b","2"],["a","1"]]' },
    ]);
  });

  it('compares what it does not know by value, too', () => {
    const before = transformation(input('A')).replace(
      '      parameters:',
      '      postProcessing:\n        a: "1"\n      parameters:',
    );
    const after = before.replace('a: "1"', 'a: "2"').replace('version', 'colour: "red"\nversion');
    assert.deepEqual(compareTexts(before, after), [
      { kind: 'parameter', name: 'A', section: 'postProcessing', path: ['a'], old: '1', new: '2' },
      { kind: 'metadata', path: ['colour'], old: undefined, new: 'red' },
    ]);
  });

  const text = transformation(input('A'), { name: 'B', type: 'unite', sources: ['A'] });
  const same: readonly (readonly [string, string, readonly WithoutPlaces[]])[] = [
    ['quotes', text.replace('"A"', "'A'"), [{ kind: 'writing' }]],
    ['comments', `# hello\n${text}`, [{ kind: 'writing' }]],
    ['other line breaks', text.replaceAll('\n', '\r\n'), [{ kind: 'writing' }]],
    ['a byte order mark', `\uFEFF${text}`, [{ kind: 'writing' }]],
    ['only the ids of the canvas', text.replace('tempMetlId:', 'tempMetlId: 7'), [{ kind: 'layout', moved: [] }]],
    [
      'comments and moved nodes',
      `# hello\n${text.replace('x: 160', 'x: 161')}`,
      [{ kind: 'layout', moved: ['B'] }, { kind: 'writing' }],
    ],
  ];
  for (const [what, other, expected] of same) {
    it(`says so when the meaning is the same: ${what}`, () => {
      assert.deepEqual(compareTexts(text, other), expected);
    });
  }

  it('takes a change of notes by what they say, and their looks for layout', () => {
    const note = (content: string, theme: string) =>
      `${text}  notes:\n    n:\n      theme: "${theme}"\n      content: "${content}"\n`;
    assert.deepEqual(compareTexts(note('Hi', 'red'), note('Ho', 'red')), [{ kind: 'note', old: 'Hi', new: 'Ho' }]);
    assert.deepEqual(compareTexts(note('Hi', 'red'), note('Hi', 'white')), [{ kind: 'layout', moved: [] }]);
  });

  it('calls only changes of layout layout', () => {
    const layout: PipelineChange = { kind: 'layout', moved: [], places: { before: undefined, after: undefined } };
    const writing: PipelineChange = { kind: 'writing', places: { before: undefined, after: undefined } };
    assert.deepEqual([isLayoutOnly([layout]), isLayoutOnly([layout, writing]), isLayoutOnly([])], [true, false, false]);
  });

  it('says only that it cannot be read of a version that is refused', () => {
    const deep = '['.repeat(200);
    assert.deepEqual(compareTexts(text, deep), [{ kind: 'unreadable', sides: 'after' }]);
    assert.deepEqual(compareTexts(deep, text), [{ kind: 'unreadable', sides: 'before' }]);
  });

  it('keeps names of any kind apart', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const before = transformation(input('A'));
    const after = transformation(input('A'), ...names.map(input));
    assert.deepEqual(
      compareTexts(before, after),
      names.map((name) => ({ kind: 'componentAdded', name, type: 'table-input' })),
    );
  });

  it('never throws, and finds something wherever the texts differ', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constant(text), fc.constant(''));
    fc.assert(
      fc.property(any, any, fc.nat(text.length), fc.nat(30), (one, other, from, length) => {
        const cut = text.slice(0, from) + text.slice(from + length);
        for (const [before, after] of [
          [one, other],
          [text, cut],
          [cut, one],
        ] as const) {
          assert.equal(compareTexts(before, after).length === 0, before === after);
        }
      }),
      { numRuns: 300 },
    );
  });
});
