import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { findProblems } from '../../../src/pipelines/findProblems';
import { createKnownFiles } from '../../../src/pipelines/knownFiles';
import type { PipelineDocument } from '../../../src/pipelines/pipelineDocument';
import { readPipeline, rereadPipeline } from '../../../src/pipelines/readPipeline';
import { createLargePipeline } from '../../support/largePipeline';
import { corpusFiles, createCorpus } from '../../support/pipelineCorpus';
import { readRealPipelines } from '../../support/realPipelines';

const context = { path: 'a.orch.yaml', files: createKnownFiles(['a.orch.yaml', ...corpusFiles], true) };

/** Reads a text again as it was typed after another one; fails where a full reading says anything else. */
function reread(previous: PipelineDocument, text: string): { document: PipelineDocument; isShorter: boolean } {
  const full = readPipeline(text, 'orchestration');
  const document = rereadPipeline(previous, text, 'orchestration');
  const isSame = isDeepStrictEqual({ ...document, visited: 0 }, { ...full, visited: 0 });
  if (!isSame) assert.deepEqual({ ...document, visited: 0 }, { ...full, visited: 0 }, `After:\n${previous.text}`);
  assert.deepEqual(findProblems(document, context), findProblems(full, context));
  return { document, isShorter: document.visited < full.visited };
}

/** What YAML is made of, and what may come with a paste. */
const pieces = [
  ...['a', ' ', '  ', ':', ': ', '"', "'", '#', ' #', '- ', '? ', '{', '}', '[', ']', ',', '|', '>', '\\', '\t'],
  ...['&a ', '*a', '!!set ', '%YAML 1.1\n', '---\n', '...\n', '<<: ', '\u{FEFF}', '\u{2028}', '🚀', '\r', '\r\n'],
  ...['\n', '\n  ', '\n      ', '\n        key: value', 'x: 1\n', '    New:\n      type: "end-success"\n', '# note\n'],
  ...['<<<<<<< ours\n', '=======\n', '        s: |+\n          line\n\n', '      skipped: true\n'],
];

interface Edit {
  readonly kind: keyof typeof edits;
  /** Where in the text, from 0 to 1. */
  readonly at: number;
  readonly piece: string;
  readonly length: number;
  /** Takes back what makes any text be read in full, so that this does not go on to the end. */
  readonly isUndone: boolean;
}

const edits = {
  type: (text: string, at: number, { piece }: Edit) => text.slice(0, at) + piece + text.slice(at),
  typeLetter: (text: string, at: number) => `${text.slice(0, at)}e${text.slice(at)}`,
  typeInValue: (text: string, at: number) => {
    const quote = text.indexOf('"\n', at);
    return quote === -1 ? text : `${text.slice(0, quote)}s${text.slice(quote)}`;
  },
  cut: (text: string, at: number, { length }: Edit) => text.slice(0, at) + text.slice(at + length),
  replace: (text: string, at: number, { piece, length }: Edit) => text.slice(0, at) + piece + text.slice(at + length),
  cutLines: (text: string, at: number, { length }: Edit) =>
    changeLines(text, at, (lines, index) => lines.splice(index, 1 + (length % 3))),
  pasteLines: (text: string, at: number, { length }: Edit) =>
    changeLines(text, at, (lines, index) => lines.splice(index, 0, ...lines.slice(length, length + 1 + (length % 4)))),
  duplicateLine: (text: string, at: number) =>
    changeLines(text, at, (lines, index) => lines.splice(index, 0, lines[index] ?? '')),
  indent: (text: string, at: number, { length }: Edit) =>
    changeLines(text, at, (lines, index) => lines.splice(index, 1, ' '.repeat(length % 3) + (lines[index] ?? ''))),
  outdent: (text: string, at: number) =>
    changeLines(text, at, (lines, index) => lines.splice(index, 1, (lines[index] ?? '').slice(1))),
  comment: (text: string, at: number) =>
    changeLines(text, at, (lines, index) => lines.splice(index, 1, `#${lines[index] ?? ''}`)),
  renameKey: (text: string, at: number, { piece }: Edit) =>
    text.slice(0, at) + text.slice(at).replace(/^( *)([\w "]+):/m, (_, indent, key) => `${indent}${key}${piece}:`),
  breakLines: (text: string) => (text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')),
  mark: (text: string) => (text.startsWith('\u{FEFF}') ? text.slice(1) : `\u{FEFF}${text}`),
};

function changeLines(text: string, at: number, change: (lines: string[], index: number) => unknown): string {
  const lines = text.split('\n');
  change(lines, text.slice(0, at).split('\n').length - 1);
  return lines.join('\n');
}

const names = Object.keys(edits) as (keyof typeof edits)[];
const edit: fc.Arbitrary<Edit> = fc.record({
  // Most of the others break a text; typing in its values is what goes on most of the time.
  kind: fc.constantFrom(...names, ...Array.from({ length: 6 }, () => 'typeInValue' as const)),
  // A fraction that fast-check makes is almost nothing most of the time.
  at: fc.nat(9999).map((it) => it / 10_000),
  piece: fc.constantFrom(...pieces),
  length: fc.integer({ min: 1, max: 40 }),
  isUndone: fc.nat(9).map((it) => it > 0),
});

/** Edits one after the other, each read after the last text that was whole, as the editor does it. */
function typeAll(text: string, all: readonly Edit[], count: { done: number; shorter: number }): void {
  let whole = readPipeline(text, 'orchestration');
  let now = text;
  for (const one of all) {
    const next = edits[one.kind](now, Math.floor(one.at * now.length), one);
    const { document, isShorter } = reread(whole, next);
    count.done++;
    if (isShorter) count.shorter++;
    const isPlain = document.isWhole && document.duplicateKeys.length + document.aliases.length === 0;
    if (document.isWhole && (isPlain || !one.isUndone)) whole = document;
    now = isPlain || !one.isUndone ? next : whole.text;
  }
}

/** All that is unusual and still means something, in a few lines. */
const unusual = `# head
type: "orchestration"
pipeline: # here
  components:
    # first
    Start:
      type: "start"
      transitions:
        success:
        - "B 2"

    "B 2":
      type: x # no text
      parameters:
        s: |+
          a
            b

        t: >-
          f
          g
        p: plain
          goes on
        q: "q \\
          r"
        'l': [a, {b: c, d}]
        g:
        - - a
          - ? k
            : v
        e:
    y:
      sources:
      - a
design:
  components:
    Start:
      position: {x: 1, "y": 2}
`;

describe('reading a pipeline again after an edit', () => {
  it('says what a full reading says, whatever is edited', () => {
    const texts = [...createCorpus().map(({ text }) => text), unusual, ...readRealPipelines()].filter(
      ({ length }) => length < 3_000,
    );
    const count = { done: 0, shorter: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 12, maxLength: 12 }), (text, all) => {
        typeAll(text, all, count);
      }),
      { numRuns: 175 },
    );
    assert.ok(count.done >= 2000, `${count.done} edits were made.`);
    assert.ok(count.shorter > 400, `Only ${count.shorter} of ${count.done} edits were read on their own.`);
  });

  it('says what a full reading says of texts as large as the largest', () => {
    const texts = [createLargePipeline(), ...readRealPipelines().filter(({ length }) => length >= 5_000)];
    const count = { done: 0, shorter: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 5, maxLength: 5 }), (text, all) => {
        typeAll(text, all, count);
      }),
      { numRuns: 8 },
    );
    assert.ok(count.done >= 40, `${count.done} edits were made.`);
  });

  const frames: Readonly<Record<string, string>> = {
    'as it is': unusual,
    'with Windows line breaks and a byte order mark': `\u{FEFF}${unusual.replaceAll('\n', '\r\n')}`,
    'without a break at the end': unusual.trimEnd(),
    'with a tag on its components': unusual.replace('components:\n', 'components: !!set\n'),
    'with a version of YAML': `%YAML 1.1\n---\n${unusual}`,
    'with an anchor': unusual.replace('Start:\n', 'Start: &s\n'),
    'with the end of a document': `${unusual}...\n`,
    'with comments at the edge': unusual.replace('    "B 2"', '#here\n    "B 2"'),
  };
  for (const [title, text] of Object.entries(frames)) {
    it(`says what a full reading says, wherever something is typed: ${title}`, () => {
      const previous = readPipeline(text, 'orchestration');
      const step = text === unusual ? 2 : 7;
      for (let at = 0; at <= text.length; at += step) {
        const piece = pieces[(at / step) % pieces.length] ?? '';
        reread(previous, text.slice(0, at) + piece + text.slice(at));
        reread(previous, text.slice(0, at) + text.slice(at + 1));
      }
    });
  }

  const components = 'pipeline:\n  components:\n    a:\n      type: &t x\n      skipped:\n    b:\n      type: z\n';
  const set = 'pipeline:\n  components: !!set\n    a:\n    b:\n';
  const single: Readonly<Record<string, readonly [before: string, after: string]>> = {
    'a name that another component has': [components, components.replace('b:', 'a:')],
    'an alias of what is in the same component': [components, components.replace('skipped:', 'skipped: *t')],
    'an alias of what is in another component': [components, components.replace('type: z', 'type: *t')],
    'a value in a set': [set, set.replace('a:', 'a: x')],
    'nothing but the last line break': [components, components.trimEnd()],
    'nothing at all': [components, components],
    everything: [components, ''],
  };
  for (const [title, [before, after]] of Object.entries(single)) {
    it(`says what a full reading says after an edit: ${title}`, () => {
      const previous = readPipeline(before);
      assert.equal(previous.isWhole, true);
      reread(previous, after);
      reread(readPipeline(after), before);
    });
  }

  it('looks at one component only after a keystroke in it, however many there are', () => {
    const visits = [48, 192].flatMap((count) => {
      const text = createLargePipeline(count);
      const previous = readPipeline(text, 'orchestration');
      const places = [...text.matchAll(/value 7"/g)].map(({ index }) => index);
      assert.equal(places.length, count);
      return [1, count / 2, count - 2].map((component) => {
        const at = places[component] ?? 0;
        const { visited } = rereadPipeline(previous, `${text.slice(0, at)}x${text.slice(at)}`, 'orchestration');
        assert.ok(visited > 0 && visited * count < previous.visited * 1.1, `${visited} of ${previous.visited}`);
        return visited;
      });
    });
    assert.equal(new Set(visits).size, 1, visits.join(', '));
  });

  it('takes over the components before the edit as they are', () => {
    const text = createLargePipeline(3);
    const previous = readPipeline(text);
    const at = text.lastIndexOf('value 7');
    const { pipeline } = rereadPipeline(previous, `${text.slice(0, at)}x${text.slice(at)}`);
    assert.equal(pipeline.components[0]?.entry, previous.pipeline.components[0]?.entry);
    assert.notEqual(pipeline.components[2]?.entry, previous.pipeline.components[2]?.entry);
  });

  for (const place of ['x: 160', 'description: ""', 'version: "1.0"']) {
    it(`looks at little more than the entry with the edit, wherever it is: ${place}`, () => {
      const text = createLargePipeline();
      const previous = readPipeline(text);
      const at = text.indexOf(place) + place.length - 1;
      const { visited } = rereadPipeline(previous, `${text.slice(0, at)}1${text.slice(at)}`);
      assert.ok(visited < 50, String(visited));
    });
  }
});
