import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/pipelines/applyFixes';
import { moveComponent } from '../../../src/graph/moveComponent';
import type { TextEdit } from '../../../src/pipelines/problem';
import { readPipeline } from '../../../src/pipelines/readPipeline';
import { createPipelineText } from '../../support/pipelineText';

const text = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Load: all'] } },
    { name: 'Load: all', type: 's3-load', parameters: { note: 'x: 160' } },
    { name: 'y', type: 'end-success' },
  ],
});

function apply(source: string, edits: readonly TextEdit[] | undefined): string {
  assert.ok(edits);
  return applyEdits(source, edits);
}

const move = (source: string, name: string, x: number, y: number): string =>
  apply(source, moveComponent(readPipeline(source), name, { x, y }));
const positionOf = (source: string, name: string) => {
  const position = readPipeline(source).pipeline.design.componentsByName.get(name)?.position;
  return position && { x: position.x, y: position.y };
};

describe('moving a component', () => {
  it('writes its two numbers and nothing else, and back again every byte is as it was', () => {
    const coordinate = fc.integer({ min: -50_000, max: 50_000 });
    const shapes = fc.constantFrom<(it: string) => string>(
      (it) => it,
      (it) => it.replaceAll('\n', '\r\n'),
      (it) => `\uFEFF${it}`,
      (it) => it.trimEnd(),
      (it) => it.replaceAll(/( +)x: (\d+)/g, '$1x: $2 # here'),
      (it) => it.replaceAll(/position:\n +x: (\d+)\n +"y": (\d+)/g, 'position: { x: $1, "y": $2 }'),
    );
    fc.assert(
      fc.property(coordinate, coordinate, fc.constantFrom('Start', 'Load: all', 'y'), shapes, (x, y, name, shape) => {
        const source = shape(text);
        const before = positionOf(source, name);
        assert.ok(before);
        const moved = move(source, name, x, y);
        assert.deepEqual(positionOf(moved, name), { x, y });
        const numbers = /(-?\d+)/g;
        assert.equal(moved.replaceAll(numbers, '#'), source.replaceAll(numbers, '#'));
        const others = ['Start', 'Load: all', 'y'].filter((it) => it !== name);
        for (const other of others) assert.deepEqual(positionOf(moved, other), positionOf(source, other));
        assert.equal(move(moved, name, before.x, before.y), source);
      }),
    );
  });

  it('leaves a number alone that is the same already', () => {
    const source = text.replace('x: 160', 'x: 160.0');
    assert.ok(move(source, 'Load: all', 160, 40).includes('x: 160.0'));
  });

  const lost: readonly (readonly [string, (it: string) => string])[] = [
    ['its entry', (it) => it.slice(0, it.lastIndexOf('    y:'))],
    ['its position', (it) => it.replace(/(\n {4}y:)\n {6}position:\n.*\n.*/, '$1')],
    ['its numbers', (it) => it.replace(/(\n {4}y:\n {6}position:)\n.*\n.*/, '$1')],
    ['one number’s value', (it) => it.replace(/x: 320/, 'x:')],
    ['one number’s value before a comment', (it) => it.replace(/x: 320/, 'x: # where?')],
    ['its position before a comment', (it) => it.replace(/(\n {4}y:\n {6}position:)\n.*\n.*/, '$1 # where?')],
    ['its entry behind a comment', (it) => `${it.slice(0, it.lastIndexOf('\n    y:'))} # last`],
    ['every entry', (it) => it.slice(0, it.lastIndexOf('design:')) + 'design:\n  components:\n'],
    ['every entry, as null', (it) => it.slice(0, it.lastIndexOf('design:')) + 'design:\n  components: null\n'],
    ['all below design', (it) => it.slice(0, it.lastIndexOf('design:')) + 'design:\n'],
    ['the design', (it) => it.slice(0, it.lastIndexOf('design:'))],
    ['the design and the last line break', (it) => it.slice(0, it.lastIndexOf('design:')).trimEnd()],
  ];
  for (const [what, lose] of lost) {
    it(`adds what is missing where a component has lost ${what}`, () => {
      const source = lose(text);
      assert.equal(positionOf(source, 'y'), undefined);
      const moved = move(source, 'y', 48, -16);
      assert.deepEqual(positionOf(moved, 'y'), { x: 48, y: -16 });
      const { pipeline, isWhole } = readPipeline(moved);
      assert.ok(isWhole);
      assert.equal(pipeline.components.length, 3);
      assert.deepEqual(positionOf(moved, 'Start'), positionOf(source, 'Start'));
    });
  }

  it('moves nothing that is not there, and nowhere that is no place', () => {
    const document = readPipeline(text);
    assert.equal(moveComponent(document, 'Nobody', { x: 0, y: 0 }), undefined);
    assert.equal(moveComponent(document, 'Start', { x: Number.NaN, y: 0 }), undefined);
    assert.equal(moveComponent(document, 'Start', { x: 0, y: Infinity }), undefined);
  });
});
