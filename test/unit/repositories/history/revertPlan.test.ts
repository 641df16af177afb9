import assert from 'node:assert/strict';
import type { FileMode } from '../../../../src/bitbucket/model';
import { planRevert, toTouchedPaths, type FileState } from '../../../../src/repositories/history/revertPlan';

describe('planRevert', () => {
  const file = (text: string, mode: FileMode = 'file'): FileState => ({ bytes: new TextEncoder().encode(text), mode });
  const ten = (...changed: readonly [line: number, text: string][]) => {
    const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`);
    for (const [line, text] of changed) lines[line] = text;
    return `${lines.join('\n')}\n`;
  };

  type Side = FileState | undefined;
  const cases: readonly [what: string, before: Side, after: Side, now: Side, result: string][] = [
    ['a change that is still as it was made: the old content', file('a'), file('b'), file('b'), 'write file a'],
    ['an added file: it is deleted', undefined, file('b'), file('b'), 'delete'],
    ['a deleted file: it is back', file('a'), undefined, undefined, 'write file a'],
    ['what was undone already: nothing', file('a'), file('b'), file('a'), 'nothing'],
    ['an added file that is gone already: nothing', undefined, file('b'), undefined, 'nothing'],
    [
      'a change of the executable bit alone',
      file('a'),
      file('a', 'executable'),
      file('a', 'executable'),
      'write file a',
    ],
    ['the bit, content changed since', file('a'), file('a', 'executable'), file('b', 'executable'), 'write file b'],
    ['an added file that was changed since: a conflict', undefined, file('b'), file('c'), 'conflict'],
    ['a changed file that was deleted since: a conflict', file('a'), file('b'), undefined, 'conflict'],
    ['a deleted file whose name was taken since: a conflict', file('a'), undefined, file('c'), 'conflict'],
    ['the same line, changed since: a conflict', file('a\n'), file('b\n'), file('c\n'), 'conflict'],
    ['a binary file, changed since: a conflict', file('\0a'), file('\0b'), file('\0c'), 'conflict'],
    ['a link, changed since: a conflict', file('a', 'link'), file('b', 'link'), file('c', 'link'), 'conflict'],
    ['a link that is as the commit left it', file('a', 'link'), file('b', 'link'), file('b', 'link'), 'write link a'],
    [
      'other lines changed since: both',
      file(ten()),
      file(ten([1, 'theirs'])),
      file(ten([1, 'theirs'], [8, 'later'])),
      `write file ${ten([8, 'later'])}`,
    ],
  ];
  for (const [what, before, after, now, result] of cases) {
    it(`undoes ${what}`, async () => {
      const step = await planRevert({ path: 'a', before, after, now });
      const text =
        step.kind === 'write' ? `write ${step.state.mode} ${new TextDecoder().decode(step.state.bytes)}` : step.kind;
      assert.equal(text, result);
    });
  }

  it('takes a renamed file for two paths, each once', () => {
    const paths = toTouchedPaths([
      { kind: 'renamed', path: 'new', oldPath: 'old' },
      { kind: 'modified', path: 'old', oldPath: 'old' },
    ]);
    assert.deepEqual(paths, ['new', 'old']);
  });
});
