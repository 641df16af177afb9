import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hasConflictMarkers, toConflictMarkers } from '../../../../src/repositories/commits/conflictMarkers';
import { findMerged, mergeByLines, toUnion } from '../../../../src/repositories/commits/threeWayMerge';
import { createTemporaryFolder } from '../../../support/temporaryFolder';

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const toText = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The merge, or the union of both sides with `!` before it. */
async function merge(base: string | undefined, mine: string, theirs: string): Promise<string | undefined> {
  const sides = { base: base === undefined ? undefined : toBytes(base), mine: toBytes(mine), theirs: toBytes(theirs) };
  const regions = await mergeByLines(sides);
  if (regions === undefined) return undefined;
  const merged = findMerged(regions);
  return merged === undefined ? `!${toText(toUnion(regions)) ?? ''}` : toText(merged);
}

function toLine(edit: string, index: number, side: string): string {
  if (edit === 'delete') return '';
  if (edit === 'replace') return `${side} ${index}\n`;
  return `line ${index}\n${edit === 'insert' ? `${side} after ${index}\n` : ''}`;
}

describe('merging by lines', () => {
  const merges: readonly (readonly [
    name: string,
    base: string | undefined,
    mine: string,
    theirs: string,
    want: string,
  ])[] = [
    ['keeps both when other lines changed', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n'],
    ['keeps line breaks of Windows', 'a\r\nb\r\nc\r\n', 'A\r\nb\r\nc\r\n', 'a\r\nb\r\nC\r\n', 'A\r\nb\r\nC\r\n'],
    ['keeps the end without a line break', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
    ['takes an insertion and a deletion', 'a\nb\nc\nd\n', 'x\na\nb\nc\nd\n', 'a\nb\nc\n', 'x\na\nb\nc\n'],
    ['takes the same change once', 'a\nb\nc\n', 'a\nB\nc\n', 'a\nB\nc\n', 'a\nB\nc\n'],
    ['disagrees about one line, theirs first in the union', 'a\nb\nc\n', 'a\nm\nc\n', 'a\nt\nc\n', '!a\nt\nm\nc\n'],
    ['disagrees about neighbouring lines', 'a\nb\n', 'A\nb\n', 'a\nB\n', '!a\nB\nA\nb\n'],
    ['disagrees about what both appended', 'a\n', 'a\nm\n', 'a\nt\n', '!a\nt\nm\n'],
    ['disagrees when one side deleted the line', 'a\nb\nc\n', 'a\nc\n', 'a\nB\nc\n', '!a\nB\nc\n'],
    ['breaks lines in a union whose first side did not', 'a', 'm', 't', '!t\nm'],
    [
      'disagrees about what has no common origin but head and tail',
      undefined,
      'h\nm\n}\n',
      'h\nt\n}\n',
      '!h\nt\nm\n}\n',
    ],
    ['keeps a byte order mark', '\ufeffa\nb\nc\n', '\ufeffa\nb\nC\n', '\ufeffA\nb\nc\n', '\ufeffA\nb\nC\n'],
  ];
  for (const [name, base, mine, theirs, want] of merges) {
    it(name, async () => {
      assert.equal(await merge(base, mine, theirs), want);
    });
  }

  it('leaves alone what is no text in UTF-8', async () => {
    const text = toBytes('a\n');
    for (const bytes of [Uint8Array.of(0x61, 0, 0x62), Uint8Array.of(0xfc, 0x62)]) {
      assert.equal(await mergeByLines({ base: bytes, mine: text, theirs: text }), undefined);
      assert.equal(await mergeByLines({ base: text, mine: bytes, theirs: text }), undefined);
      assert.equal(await mergeByLines({ base: text, mine: text, theirs: bytes }), undefined);
    }
  });

  it('merges a megabyte, and takes two wholly different ones for one conflict', async () => {
    const lines = Array.from({ length: 25_000 }, (_, index) => `select ${index} from a_table_with_a_name;\n`);
    const base = lines.join('');
    const mine = lines.with(10, 'mine\n').with(20_000, 'mine\n').join('');
    const theirs = lines.with(100, 'theirs\n').with(24_000, 'theirs\n').join('');
    const want = lines.with(10, 'mine\n').with(20_000, 'mine\n').with(100, 'theirs\n').with(24_000, 'theirs\n');
    assert.equal(await merge(base, mine, theirs), want.join(''));
    const other = lines.map((line) => line.toUpperCase()).join('');
    assert.equal((await merge(base, mine, other))?.startsWith('!SELECT 0'), true);
  });

  it('gives whoever types meanwhile a turn every few thousand lines, from the first line on', async () => {
    const lines = Array.from({ length: 25_000 }, (_, index) => `select ${index} from a_table_with_a_name;\n`);
    const changed = (whose: string, at: number) => lines.map((line, index) => (index % 500 === at ? whose : line));
    const texts = [lines, changed('mine\n', 10), changed('theirs\n', 200)].map((text) => toBytes(text.join('')));
    const [base, mine = assert.fail(), theirs = assert.fail()] = texts;
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    assert.ok(findMerged((await mergeByLines({ base, mine, theirs })) ?? []));
    clearInterval(timer);
    // Reading three texts, comparing two of them with the third, and a turn for each of a hundred changes.
    assert.ok(turns > 130, `Only ${turns} turns.`);
  });

  it('merges what Git merges, to the same text', async () => {
    const folder = createTemporaryFolder('merge');
    const change = fc.constantFrom('keep', 'keep', 'keep', 'keep', 'replace', 'delete', 'insert');
    const changes = fc.array(change, { minLength: 12, maxLength: 12 });
    // Every line once, so that there is one way only to line the texts up.
    const apply = (edits: readonly string[], side: string): string =>
      edits.map((edit, index) => toLine(edit, index, side)).join('');
    try {
      await fc.assert(
        fc.asyncProperty(changes, changes, async (mineEdits, theirEdits) => {
          const base = apply(
            Array.from({ length: 12 }, () => 'keep'),
            '',
          );
          const texts = [apply(mineEdits, 'mine'), base, apply(theirEdits, 'theirs')] as const;
          const files = texts.map((content, index) => {
            const file = join(folder.path, String(index));
            writeFileSync(file, content);
            return file;
          });
          const git = spawnSync('git', ['merge-file', '-p', ...files], { encoding: 'utf8' });
          const merged = await merge(base, texts[0], texts[2]);
          assert.equal(
            merged?.startsWith('!') === true ? 'conflict' : merged,
            git.status === 0 ? git.stdout : 'conflict',
          );
        }),
        { numRuns: 60 },
      );
    } finally {
      folder.remove();
    }
  });

  it('shows what is left to decide between markers, and sees whether any are left', async () => {
    const sides = { base: toBytes('a\r\nb\r\n'), mine: toBytes('a\r\nm'), theirs: toBytes('a\r\nt\r\n') };
    const text = await toConflictMarkers(sides, { mine: 'yours', theirs: 'main' });
    assert.equal(text, 'a\r\n<<<<<<< yours\r\nm\r\n=======\r\nt\r\n>>>>>>> main\r\n');
    assert.equal(hasConflictMarkers(text), true);
    assert.equal(hasConflictMarkers('a\r\n>>>>>>> main\r\n'), true);
    assert.equal(hasConflictMarkers('Heading\n=======\n<<<<<<<< eight\n  <<<<<<< in\n'), false);
  });
});
