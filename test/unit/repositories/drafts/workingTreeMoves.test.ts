import assert from 'node:assert/strict';
import { hashOf } from '../../../support/fakeRemote';
import { failureOf } from '../../../support/failureOf';
import {
  anyway,
  bytesOf,
  committed,
  createTreeHarness,
  namesOf,
  textOf,
  treeFailureOf,
  unreachable,
} from './treeHarness';

describe('BranchWorkingTree, moving and naming', () => {
  describe('renaming', () => {
    it('moves a file and remembers where it came from', async () => {
      const { tree, drafts } = createTreeHarness(committed);
      await tree.rename('in/a.sql', 'out/a2.sql', { overwrite: false });
      const [from, to] = await drafts.all();
      assert.deepEqual([from?.path, from?.change.kind], ['in/a.sql', 'deleted']);
      assert.deepEqual([to?.path, to?.renamedFrom], ['out/a2.sql', 'in/a.sql']);
      assert.equal(textOf(await tree.read('out/a2.sql')), 'a');
      assert.equal(textOf(await tree.readOriginal('out/a2.sql')), 'a');
      assert.equal(await failureOrKind(tree.read('in/a.sql')), 'notFound');
    });

    it('leaves nothing behind when it is taken back', async () => {
      const { tree, drafts } = createTreeHarness(committed);
      await tree.rename('in/a.sql', 'b.sql', { overwrite: false });
      await tree.rename('b.sql', 'c.sql', { overwrite: false });
      assert.equal((await drafts.find('c.sql'))?.renamedFrom, 'in/a.sql');
      await tree.rename('c.sql', 'in/a.sql', { overwrite: false });
      assert.deepEqual(await drafts.all(), []);
    });

    it('moves a new file as it is', async () => {
      const { tree, drafts } = createTreeHarness(committed);
      await tree.write('n.sql', bytesOf('new'), anyway);
      await tree.rename('n.sql', 'm.sql', { overwrite: false });
      const all = await drafts.all();
      assert.deepEqual(
        all.map(({ path, renamedFrom, base }) => [path, renamedFrom, base]),
        [['m.sql', undefined, undefined]],
      );
      assert.deepEqual(await drafts.setAside(), []);
    });

    it('moves a folder with everything in it, drafts and empty folders too, in few requests', async () => {
      const { tree, remote } = createTreeHarness(committed);
      await tree.write('in/a.sql', bytesOf('edited'), anyway);
      await tree.createFolder('in/empty');
      remote.takeRequests();
      await tree.rename('in', 'moved', { overwrite: false });
      assert.deepEqual(
        remote.requests.filter((it) => it.startsWith('deep')),
        ['deep /in'],
      );
      assert.equal(textOf(await tree.read('moved/a.sql')), 'edited');
      assert.equal(textOf(await tree.read('moved/deep/b.sql')), 'b');
      assert.deepEqual(await tree.list('moved/empty'), []);
      assert.deepEqual(await treeFailureOf(tree.stat('in')), { kind: 'notFound', path: 'in' });
    });

    it('changes nothing when one of the files cannot be read', async () => {
      const { tree, drafts, remote } = createTreeHarness(committed);
      await tree.list('');
      await tree.list('in');
      await tree.list('in/deep');
      remote.failure = unreachable;
      assert.deepEqual(await failureOf(tree.rename('in', 'moved', { overwrite: false })), { kind: 'unreachable' });
      assert.deepEqual(await drafts.all(), []);
    });

    it('replaces only when told to', async () => {
      const { tree, drafts } = createTreeHarness(committed);
      const rename = (overwrite: boolean) => tree.rename('in/a.sql', 'README.md', { overwrite });
      assert.deepEqual(await treeFailureOf(rename(false)), { kind: 'exists', path: 'README.md' });
      await rename(true);
      assert.equal(textOf(await tree.read('README.md')), 'a');
      assert.equal(textOf(await tree.readOriginal('README.md')), 'Sales');
      assert.equal((await drafts.find('README.md'))?.base?.commit, hashOf('a'));
    });

    it('keeps the draft it replaces, so that it can be had back', async () => {
      for (const act of ['rename', 'copy'] as const) {
        const { tree, drafts } = createTreeHarness(committed);
        await tree.write('README.md', bytesOf('edited'), anyway);
        await tree.write('only/a.sql', bytesOf('new'), anyway);
        await tree[act]('run.sh', 'README.md', { overwrite: true });
        await tree[act]('in', 'only', { overwrite: true });
        const replaced = (await drafts.setAside()).flatMap((it) => it.drafts.map(({ path }) => path));
        assert.deepEqual(replaced.sort(), ['README.md', 'only/a.sql']);
        for (const { id } of await drafts.setAside()) await drafts.restore(id);
        assert.equal(textOf(await tree.read('README.md')), 'edited');
        assert.equal(textOf(await tree.read('only/a.sql')), 'new');
      }
    });

    it('does not move a folder into itself', async () => {
      const { tree } = createTreeHarness(committed);
      assert.deepEqual(await treeFailureOf(tree.rename('in', 'in/deep/x', { overwrite: false })), {
        kind: 'exists',
        path: 'in/deep/x',
      });
    });

    it('changes the case of a name', async () => {
      const { tree } = createTreeHarness(committed);
      await tree.rename('README.md', 'readme.md', { overwrite: false });
      assert.ok(namesOf(await tree.list('')).includes('readme.md'));
    });
  });

  const badNames: readonly [string, string][] = [
    ['.git/config', 'git'],
    ['in/.GIT', 'git'],
    ['in/.g\u200cit', 'git'],
    ['in/\ufeff.git', 'git'],
    ['in/a:b', 'character'],
    ['in/a\\b', 'character'],
    ['in/tab\there', 'character'],
    ['in/what?', 'character'],
    ['in/dot.', 'windows'],
    ['in/space ', 'windows'],
    ['con', 'windows'],
    ['in/COM1.txt', 'windows'],
    [`in/${'ä'.repeat(128)}`, 'tooLong'],
  ];
  for (const [path, reason] of badNames) {
    it(`makes nothing called ${JSON.stringify(path.slice(0, 20))}`, async () => {
      const { tree, drafts } = createTreeHarness(committed);
      const failure = { kind: 'badName', path: path === '.git/config' ? '.git' : path, reason };
      assert.deepEqual(await treeFailureOf(tree.write(path, bytesOf('x'), anyway)), failure);
      assert.deepEqual(await treeFailureOf(tree.createFolder(path)), failure);
      assert.deepEqual(await treeFailureOf(tree.rename('README.md', path, { overwrite: false })), failure);
      assert.deepEqual(await drafts.all(), []);
    });
  }
});

async function failureOrKind(promise: Promise<unknown>): Promise<unknown> {
  const failure = await treeFailureOf(promise);
  return typeof failure === 'object' && failure !== null && 'kind' in failure ? failure.kind : failure;
}
