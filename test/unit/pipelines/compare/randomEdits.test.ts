import assert from 'node:assert/strict';
import { comparePipelines } from '../../../../src/pipelines/compare/comparePipelines';
import type { PipelineChange } from '../../../../src/pipelines/compare/pipelineChange';
import { toTextWithoutLayout } from '../../../../src/pipelines/compare/textWithoutLayout';
import { readPipeline } from '../../../../src/pipelines/readPipeline';
import { createPick } from '../../../support/createPick';
import { createCorpus } from '../../../support/pipelineCorpus';
import { damages } from '../../../support/pipelineDamage';
import { moveNodes, pipelineEdits } from '../../../support/pipelineEdits';

const timesEach = 30;
const corpus = createCorpus();

function compareTexts(before: string, after: string): readonly PipelineChange[] {
  return comparePipelines(readPipeline(before), readPipeline(after));
}

/** A change without its places, as the edits name what they did. */
function toLine(change: PipelineChange): string {
  const { kind } = change;
  if (kind === 'componentRenamed') return `${kind} ${change.oldName} > ${change.name}`;
  if (kind === 'parameter' || kind === 'variable') return `${kind} ${change.name} ${change.path.join('.')}`;
  if (kind === 'metadata') return `${kind} ${change.path.join('.')}`;
  if (kind === 'layout') return `${kind} ${change.moved.join(', ')}`;
  if ('connection' in change) return `${kind} ${change.from} > ${change.to} ${change.connection}`;
  if ('text' in change) return `${kind} ${change.text}`;
  return 'name' in change ? `${kind} ${change.name}` : kind;
}

const mirrored: Readonly<Record<string, PipelineChange['kind']>> = {
  componentAdded: 'componentRemoved',
  componentRemoved: 'componentAdded',
  connectionAdded: 'connectionRemoved',
  connectionRemoved: 'connectionAdded',
  variableAdded: 'variableRemoved',
  variableRemoved: 'variableAdded',
  noteAdded: 'noteRemoved',
  noteRemoved: 'noteAdded',
  skipped: 'unskipped',
  unskipped: 'skipped',
};

/** What is said when both versions are given the other way round. */
function mirror(change: PipelineChange): unknown {
  const { kind, places } = change;
  const turned = { ...change, kind: mirrored[kind] ?? kind, places: { before: places.after, after: places.before } };
  if ('oldName' in change) return { ...turned, name: change.oldName, oldName: change.name };
  if ('old' in change) return { ...turned, old: change.new, new: change.old };
  return turned;
}

const inOrder = (changes: readonly unknown[]) => changes.map((it) => JSON.stringify(it, sortKeys)).sort();
const sortKeys = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Runs a check on so many edits of random pipelines; each has to be possible so often. */
function onEach(
  edit: (typeof pipelineEdits)[string],
  times: number,
  check: (before: string, after: string, expected: readonly string[]) => void,
): void {
  let done = 0;
  for (let seed = 1; done < times && seed < times * 400; seed++) {
    const pick = createPick(seed);
    const before = pick(corpus)?.text ?? '';
    const edited = edit(readPipeline(before), pick);
    if (edited === undefined || edited.text === before) continue;
    check(before, edited.text, edited.expected);
    done++;
  }
  assert.equal(done, times);
}

/** Some pipelines with each kind of damage. */
function createBroken(): readonly { readonly kind: string; readonly before: string; readonly text: string }[] {
  return Object.entries(damages).flatMap(([kind, damage], index) =>
    [0, 30, 60].map((from) => {
      const before = corpus[(from + index) % corpus.length]?.text ?? '';
      return { kind, before, text: damage(readPipeline(before), createPick(index))?.text ?? before };
    }),
  );
}

describe('comparing pipelines', () => {
  it('finds nothing between a file and itself, broken or not', () => {
    for (const { text } of corpus) assert.deepEqual(compareTexts(text, text), []);
    for (const damaged of createBroken()) assert.deepEqual(compareTexts(damaged.text, damaged.text), []);
  });

  for (const [kind, edit] of Object.entries(pipelineEdits)) {
    it(`tells exactly what was changed: ${kind}`, () => {
      onEach(edit, timesEach, (before, after, expected) => {
        const changes = compareTexts(before, after);
        assert.deepEqual(changes.map(toLine).sort(), [...expected].sort(), after);
      });
    });

    it(`tells the reverse of it the other way round: ${kind}`, () => {
      onEach(edit, timesEach, (before, after) => {
        assert.deepEqual(inOrder(compareTexts(after, before)), inOrder(compareTexts(before, after).map(mirror)), after);
      });
    });
  }

  it('tells of moved nodes once, and their texts without layout are the same', () => {
    onEach(moveNodes, timesEach, (before, after, expected) => {
      assert.deepEqual(compareTexts(before, after).map(toLine), expected);
      assert.equal(toTextWithoutLayout(before), toTextWithoutLayout(after));
    });
  });

  it('tells of an edit besides moved nodes, too', () => {
    for (const edit of Object.values(pipelineEdits)) {
      onEach(edit, 10, (before, after, expected) => {
        const moved = moveNodes(readPipeline(after), (items) => items[0]);
        const lines = compareTexts(before, moved?.text ?? '').map(toLine);
        assert.deepEqual(
          expected.filter((it) => !lines.includes(it)),
          [],
        );
      });
    }
  });

  it('says of no component of a broken version that it is gone', () => {
    for (const { kind, before, text } of createBroken()) {
      const damaged = readPipeline(text);
      if (damaged.isWhole) continue;
      const changes = comparePipelines(readPipeline(before), damaged);
      assert.equal(changes.at(-1)?.kind, 'unreadable', kind);
      assert.deepEqual(
        changes.filter((it) => it.kind === 'componentRemoved' || it.kind === 'connectionRemoved'),
        [],
        kind,
      );
    }
  });
});
