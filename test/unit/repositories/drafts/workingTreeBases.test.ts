import assert from 'node:assert/strict';
import { hashOf } from '../../../support/fakeRemote';
import { pendingOf } from './draftHarness';
import { anyway, bytesOf, committed, createTreeHarness, onMain, textOf } from './treeHarness';

describe('BranchWorkingTree, where drafts start from', () => {
  it('is what was read, not from where the branch has moved meanwhile', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    await tree.read('in/a.sql');
    remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
    await files.refresh(onMain);
    await tree.write('in/a.sql', bytesOf('mine'), anyway);
    assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('a'));
    assert.equal(textOf(await tree.readOriginal('in/a.sql')), 'a');
  });

  it('is what an editor held, whoever has read the file since', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    await tree.read('in/a.sql');
    tree.holdBase('in/a.sql');
    remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
    await files.refresh(onMain);
    assert.equal(textOf(await tree.read('in/a.sql')), 'theirs');
    await tree.write('in/a.sql', bytesOf('mine'), anyway);
    assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('a'));
  });

  it('gives an editor that holds it no reason to ask before it saves, until the edit is given up', async () => {
    const { tree, files, remote } = createTreeHarness(committed);
    remote.commit('main', hashOf('b'), committed);
    await files.refresh(onMain);
    await tree.read('in/a.sql');
    const shown = await tree.stat('in/a.sql');
    tree.holdBase('in/a.sql');
    remote.commit('main', hashOf('c'), { ...committed, 'in/a.sql': 'theirs' });
    await files.refresh(onMain);
    assert.ok((await tree.stat('in/a.sql')).modifiedMs <= shown.modifiedMs);
    tree.releaseBase('in/a.sql');
    assert.ok((await tree.stat('in/a.sql')).modifiedMs > shown.modifiedMs);
  });

  it('is the commit that took in the draft an editor goes on from', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    const commit = async (path: string, text: string, hash: string): Promise<void> => {
      remote.commit('main', hashOf(hash), { ...committed, [path]: text });
      await files.refresh(onMain);
      await drafts.dropCommitted(hashOf(hash), await pendingOf(path, text));
    };
    await tree.read('in/a.sql');
    await tree.write('in/a.sql', bytesOf('mine'), anyway);
    tree.holdBase('in/a.sql');
    await commit('in/a.sql', 'mine', 'b');
    await tree.write('in/a.sql', bytesOf('more of mine'), anyway);
    assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('b'));
    assert.equal(textOf(await tree.readOriginal('in/a.sql')), 'mine');
    await drafts.discard(['in/a.sql']);
    await tree.write('new.sql', bytesOf('new'), anyway);
    tree.holdBase('new.sql');
    await commit('new.sql', 'new', 'c');
    remote.commit('main', hashOf('d'), { ...committed, 'new.sql': 'theirs' });
    await files.refresh(onMain);
    await tree.write('new.sql', bytesOf('newer'), anyway);
    const { base, absentAt } = (await drafts.find('new.sql')) ?? {};
    assert.deepEqual([base, absentAt], [undefined, hashOf('b')]);
  });

  it('is where the draft did that was discarded under an editor, not from what came in since', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    await tree.read('in/a.sql');
    await tree.write('in/a.sql', bytesOf('mine'), anyway);
    remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
    await files.refresh(onMain);
    tree.holdBase('in/a.sql');
    await drafts.discard(['in/a.sql']);
    await tree.write('in/a.sql', bytesOf('more of mine'), anyway);
    assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('a'));
  });

  const undone: readonly [string, readonly string[]][] = [
    ['an edit that was saved as it began', ['a']],
    ['a draft that was taken back', ['mine', 'a']],
  ];
  for (const [what, saves] of undone) {
    it(`is where ${what} did, until the editor shows what came in meanwhile`, async () => {
      const { tree, drafts, files, remote } = createTreeHarness(committed);
      await tree.read('in/a.sql');
      for (const text of saves.slice(0, -1)) await tree.write('in/a.sql', bytesOf(text), anyway);
      tree.holdBase('in/a.sql');
      remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
      await files.refresh(onMain);
      await tree.write('in/a.sql', bytesOf('a'), anyway);
      assert.deepEqual(await drafts.all(), []);
      // What the editor is told after saving is not what it hears when it looks again, or it would not read again.
      const saved = await tree.stat('in/a.sql');
      assert.equal(tree.releaseBase('in/a.sql'), true);
      assert.ok((await tree.stat('in/a.sql')).modifiedMs > saved.modifiedMs);
      // Typed in before the editor looked again: it still shows what it did.
      assert.equal(tree.holdBase('in/a.sql')?.commit, hashOf('a'));
      tree.releaseBase('in/a.sql');
      await tree.read('in/a.sql');
      tree.holdBase('in/a.sql');
      await tree.write('in/a.sql', bytesOf('theirs and mine'), anyway);
      assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('b'));
    });

    it(`is where ${what} did, for what is typed on while it is saved`, async () => {
      const { tree, drafts, files, remote } = createTreeHarness(committed);
      await tree.read('in/a.sql');
      for (const text of saves.slice(0, -1)) await tree.write('in/a.sql', bytesOf(text), anyway);
      tree.holdBase('in/a.sql');
      remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
      await files.refresh(onMain);
      await tree.write('in/a.sql', bytesOf('a'), anyway);
      assert.equal(textOf(await tree.read('in/a.sql')), 'theirs');
      tree.holdBase('in/a.sql');
      await tree.write('in/a.sql', bytesOf('more of mine'), anyway);
      assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('a'));
    });
  }

  it('is what was written without an editor and left no draft', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    await tree.read('in/a.sql');
    remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
    await files.refresh(onMain);
    await tree.write('in/a.sql', bytesOf('a'), anyway);
    await tree.write('in/a.sql', bytesOf('mine'), anyway);
    assert.equal((await drafts.find('in/a.sql'))?.base?.commit, hashOf('a'));
  });

  it('is the tip again after an edit that was saved as it began, where nothing came in', async () => {
    const { tree } = createTreeHarness(committed);
    await tree.read('in/a.sql');
    tree.holdBase('in/a.sql');
    await tree.write('in/a.sql', bytesOf('a'), anyway);
    assert.equal(tree.releaseBase('in/a.sql'), false);
  });

  describe('of a file that is moved', () => {
    const move = async (edit: (tree: ReturnType<typeof createTreeHarness>['tree']) => void) => {
      const { tree, drafts, files, remote } = createTreeHarness(committed);
      await tree.read('in/a.sql');
      edit(tree);
      remote.commit('main', hashOf('b'), { ...committed, 'in/a.sql': 'theirs' });
      await files.refresh(onMain);
      await tree.rename('in', 'out', { overwrite: false });
      const [left, other] = [await drafts.find('in/a.sql'), await drafts.find('in/deep/b.sql')];
      return [left?.base?.commit, other?.base?.commit, textOf(await tree.read('out/a.sql'))];
    };

    it('is what an editor held, so that what came in is not taken away with the old path', async () => {
      assert.deepEqual(await move((tree) => tree.holdBase('in/a.sql')), [hashOf('a'), hashOf('b'), 'a']);
    });

    it('is what an editor held that gave it up for the move', async () => {
      const edit = (tree: ReturnType<typeof createTreeHarness>['tree']) => {
        tree.holdBase('in/a.sql');
        tree.noteMove('in');
        tree.releaseBase('in/a.sql');
      };
      assert.deepEqual(await move(edit), [hashOf('a'), hashOf('b'), 'a']);
    });

    it('is the tip where nobody edits it', async () => {
      const edit = (tree: ReturnType<typeof createTreeHarness>['tree']) => {
        tree.holdBase('in/a.sql');
        tree.noteMove('in');
        tree.releaseBase('in/a.sql');
        // That move was declined.
        tree.noteMove('in/a.sql');
      };
      assert.deepEqual(await move(edit), [hashOf('b'), hashOf('b'), 'theirs']);
      assert.deepEqual(await move(() => undefined), [hashOf('b'), hashOf('b'), 'theirs']);
    });
  });

  it('is what was there when somebody else deleted the file meanwhile', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    await tree.read('README.md');
    remote.commit('main', hashOf('b'), { 'in/a.sql': 'a' });
    await files.refresh(onMain);
    await tree.write('README.md', bytesOf('mine'), anyway);
    assert.equal((await drafts.find('README.md'))?.base?.commit, hashOf('a'));
  });

  it('is what was there with its mode, so that what is kept of a deleted script can still be run', async () => {
    const { tree, drafts, files, remote } = createTreeHarness(committed);
    await tree.stat('run.sh');
    await tree.read('run.sh');
    tree.holdBase('run.sh');
    remote.commit('main', hashOf('b'), { 'in/a.sql': 'a' });
    await files.refresh(onMain);
    await tree.write('run.sh', bytesOf('#!/bin/bash'), anyway);
    const { base, change } = (await drafts.find('run.sh')) ?? {};
    assert.deepEqual([base?.mode, change?.kind === 'content' && change.mode], ['executable', 'executable']);
  });
});
