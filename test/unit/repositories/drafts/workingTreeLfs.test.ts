import assert from 'node:assert/strict';
import { belongsInLfs } from '../../../../src/repositories/drafts/lfsRules';
import { anyway, bytesOf, createTreeHarness, treeFailureOf } from './treeHarness';

const pointer = { bytes: bytesOf('real content'), attributes: ['lfs'] } as const;
const refused = (path: string, reason: 'lfs' | 'lfsRule') => ({ kind: 'readOnly', path, reason });
const fresh = { create: true, overwrite: false };

describe('files that belong in Git LFS', () => {
  const open = async (attributes = '*.bin filter=lfs diff=lfs merge=lfs -text\n') => {
    const harness = createTreeHarness({
      '.gitattributes': attributes,
      'a.sql': 'a',
      'from/x.bin.txt': 'x',
      'to/x.bin.txt': pointer,
      'old.bin': pointer,
      'plain.bin': 'committed without LFS',
    });
    await harness.tree.list('');
    return harness;
  };

  it('are not created here, where the branch’s rules are known', async () => {
    const { tree, drafts } = await open();
    assert.deepEqual(
      await treeFailureOf(tree.write('in/new.bin', bytesOf('x'), fresh)),
      refused('in/new.bin', 'lfsRule'),
    );
    for (const how of ['rename', 'copy'] as const) {
      const doing = tree[how]('a.sql', 'a.bin', { overwrite: false });
      assert.deepEqual(await treeFailureOf(doing), refused('a.bin', 'lfsRule'));
    }
    assert.deepEqual(await drafts.all(), []);
    await tree.write('new.sql', bytesOf('x'), fresh);
    await tree.write('plain.bin', bytesOf('still without LFS'), anyway);
  });

  it('follow rules that are not committed yet', async () => {
    const { tree } = await open();
    await tree.write('.gitattributes', bytesOf('*.sql filter=lfs\n'), anyway);
    assert.deepEqual(await treeFailureOf(tree.write('new.sql', bytesOf('x'), fresh)), refused('new.sql', 'lfsRule'));
    await tree.write('new.bin', bytesOf('x'), fresh);
  });

  it('cost no request where nothing names any rules', async () => {
    const { tree, remote } = createTreeHarness({ 'a.sql': 'a' });
    await tree.list('');
    const before = remote.requests.length;
    await tree.write('new.bin', bytesOf('x'), fresh);
    assert.equal(remote.requests.length, before);
  });

  it('are not replaced by a folder that takes the place of theirs', async () => {
    const { tree, drafts } = await open('');
    for (const how of ['rename', 'copy'] as const) {
      const doing = tree[how]('from', 'to', { overwrite: true });
      assert.deepEqual(await treeFailureOf(doing), refused('to/x.bin.txt', 'lfs'));
    }
    assert.deepEqual(await drafts.all(), []);
  });

  it('are not made anew with plain content after they were deleted', async () => {
    const { tree } = await open('');
    await tree.delete('old.bin', { recursive: false });
    assert.deepEqual(await treeFailureOf(tree.write('old.bin', bytesOf('x'), fresh)), refused('old.bin', 'lfs'));
  });

  const rules: readonly [text: string, path: string, isForLfs: boolean][] = [
    ['*.bin filter=lfs', 'deep/in/a.bin', true],
    ['*.bin filter=lfs', 'a.bin.txt', false],
    ['/*.bin filter=lfs', 'deep/a.bin', false],
    ['data/*.csv filter=lfs', 'data/a.csv', true],
    ['data/*.csv filter=lfs', 'data/deep/a.csv', false],
    ['data/** filter=lfs', 'data/deep/a.csv', true],
    ['**/data/* filter=lfs', 'x/y/data/a', true],
    ['**/data/* filter=lfs', 'data/a', true],
    ['a/**/b filter=lfs', 'a/b', true],
    ['data/ filter=lfs', 'data/a', false],
    ['data filter=lfs', 'data/a', false],
    ['# *.bin filter=lfs', 'a.bin', false],
    ['*.bin filter=lfs\n*.bin -filter', 'a.bin', false],
    ['*.bin filter=lfs\nsmall.bin !filter', 'small.bin', false],
    ['*.bin filter=lfs\n*.bin text', 'a.bin', true],
    ['[attr]large filter=lfs -text\r\n*.bin large', 'a.bin', true],
    ['"with space.bin" filter=lfs', 'with space.bin', true],
    ['*.[Bb]in filter=lfs', 'a.Bin', true],
    ['*.[!b]in filter=lfs', 'a.bin', false],
    ['?.bin filter=lfs', 'ab.bin', false],
    ['a+(b).bin filter=lfs', 'a+(b).bin', true],
    ['[z-a].bin filter=lfs', 'b.bin', false],
    ['*.bin', 'a.bin', false],
    ['', 'a.bin', false],
  ];
  for (const [text, path, isForLfs] of rules) {
    it(`${isForLfs ? 'include' : 'do not include'} ${path} by ${JSON.stringify(text)}`, () => {
      assert.equal(belongsInLfs([{ directory: '', text }], path), isForLfs);
    });
  }

  it('go by the rules of the nearest directory', () => {
    const root = { directory: '', text: '*.bin filter=lfs' };
    assert.equal(belongsInLfs([root, { directory: 'plain', text: '/a.bin -filter' }], 'plain/a.bin'), false);
    assert.equal(belongsInLfs([root, { directory: 'plain', text: '/a.bin -filter' }], 'plain/deep/a.bin'), true);
  });
});
