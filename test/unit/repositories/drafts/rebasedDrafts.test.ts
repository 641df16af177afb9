import assert from 'node:assert/strict';
import { hashContent } from '../../../../src/repositories/drafts/contentHash';
import { hashOf } from '../../../support/fakeRemote';
import { bytesOf, content, createHarness, deletion, pendingOf, textOf, toBase } from './draftHarness';

describe('drafts whose branch moves', () => {
  describe('after a commit', () => {
    it('drops what was committed and keeps the rest', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', '1', { base: await toBase('0') }), content('b', '2')]);
      const pending = await pendingOf('a', '1');
      await drafts.setPendingCommit(pending);
      await drafts.dropCommitted(hashOf('c'), pending);
      assert.deepEqual(
        (await drafts.all()).map(({ path }) => path),
        ['b'],
      );
      assert.equal(await drafts.pendingCommit(), undefined);
    });

    it('keeps what was saved since, on what was committed', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', '1', { base: await toBase('0') })]);
      const pending = await pendingOf('a', '1');
      await drafts.setPendingCommit(pending);
      await drafts.save([content('a', '2')]);
      await drafts.dropCommitted(hashOf('c'), pending);
      assert.equal((await drafts.find('a'))?.base?.commit, hashOf('c'));
      assert.equal(textOf(await drafts.readBase('a')), '1');
      assert.equal(textOf(await drafts.readContent('a')), '2');
    });

    it('keeps the base of what was made anew after what was sent was gone, so that it does not undo the commit', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', '1', { base: await toBase('0') })]);
      const pending = await pendingOf('a', '1');
      const [file] = pending.files;
      assert.ok(file);
      const sent = { ...pending, files: [{ ...file, savedMs: (await drafts.find('a'))?.savedMs ?? 0 }] };
      await drafts.discard(['a']);
      await drafts.save([deletion('a', await toBase('0'))]);
      await drafts.dropCommitted(hashOf('c'), sent);
      assert.equal((await drafts.find('a'))?.base?.commit, hashOf('a'));
      // What goes on from what was sent, in however many saves, does so on the commit.
      await drafts.discard(['a']);
      await drafts.save([content('a', '1', { base: await toBase('0') })]);
      const again = { ...sent, files: [{ ...file, savedMs: (await drafts.find('a'))?.savedMs ?? 0 }] };
      for (const text of ['2', '3']) await drafts.save([content('a', text)]);
      await drafts.dropCommitted(hashOf('d'), again);
      assert.equal((await drafts.find('a'))?.base?.commit, hashOf('d'));
    });

    it('keeps the old base where the commit went to another branch', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', '1', { base: await toBase('0') })]);
      await drafts.save([content('a', '2')]);
      await drafts.dropCommitted(hashOf('c'), await pendingOf('a', '1', 'feature'));
      assert.equal((await drafts.find('a'))?.base?.commit, hashOf('a'));
    });

    it('takes a file that was made again after its deletion was committed for a new one', async () => {
      const { drafts } = createHarness();
      await drafts.save([deletion('a', await toBase('0'))]);
      await drafts.save([content('a', 'again')]);
      await drafts.dropCommitted(hashOf('c'), await pendingOf('a', undefined));
      assert.equal((await drafts.find('a'))?.base, undefined);
    });

    it('forgets a folder that Git has now', async () => {
      const { drafts } = createHarness();
      await drafts.save([{ path: 'f', base: undefined, change: { kind: 'folder' } }, content('f/a', '1')]);
      await drafts.dropCommitted(hashOf('c'), await pendingOf('f/a', '1'));
      assert.deepEqual(await drafts.all(), []);
    });
  });

  describe('on a new base', () => {
    it('replaces the content and keeps what it replaced', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', 'mine', { base: await toBase('0') })]);
      const expectedHash = await hashContent(bytesOf('mine'));
      const merged = { bytes: bytesOf('merged'), mode: 'file' as const };
      await drafts.rebase([{ path: 'a', expectedHash, base: await toBase('theirs', hashOf('b')), content: merged }]);
      assert.equal(textOf(await drafts.readContent('a')), 'merged');
      assert.equal(textOf(await drafts.readBase('a')), 'theirs');
      const [kept] = await drafts.setAside();
      assert.equal(kept?.reason, 'merged');
    });

    it('leaves a draft alone that was saved since', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', 'newer', { base: await toBase('0') })]);
      const expectedHash = await hashContent(bytesOf('older'));
      await drafts.rebase([{ path: 'a', expectedHash, base: await toBase('theirs', hashOf('b')) }]);
      assert.equal((await drafts.find('a'))?.base?.commit, hashOf('a'));
    });

    it('drops a draft that is what the branch has now', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', 'same', { base: await toBase('0') }), deletion('b', await toBase('b'))]);
      const expectedHash = await hashContent(bytesOf('same'));
      await drafts.rebase([
        { path: 'a', expectedHash, base: await toBase('same', hashOf('b')) },
        { path: 'b', expectedHash: undefined, base: undefined },
      ]);
      assert.deepEqual(await drafts.all(), []);
    });

    it('marks a conflict, which saving keeps and a later base ends', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', 'mine', { base: await toBase('0') })]);
      const conflict = { commit: hashOf('b'), theirs: undefined };
      const expectedHash = await hashContent(bytesOf('mine'));
      await drafts.rebase([{ path: 'a', expectedHash, base: await toBase('0'), conflict }]);
      await drafts.save([content('a', 'mine 2')]);
      assert.deepEqual((await drafts.find('a'))?.conflict, conflict);
      await drafts.rebase([{ path: 'a', expectedHash: await hashContent(bytesOf('mine 2')), base: undefined }]);
      assert.equal((await drafts.find('a'))?.conflict, undefined);
    });

    it('stays a conflict, and keeps what the user had, when somebody who merges saves the base meanwhile', async () => {
      const { drafts } = createHarness();
      await drafts.save([content('a', 'mine', { base: await toBase('0') })]);
      const conflict = { commit: hashOf('b'), theirs: undefined };
      const expectedHash = await hashContent(bytesOf('mine'));
      await drafts.rebase([{ path: 'a', expectedHash, base: await toBase('0'), conflict }]);
      for (const text of ['0', 'half', '0', 'ours']) await drafts.save([content('a', text)]);
      assert.deepEqual((await drafts.find('a'))?.conflict, conflict);
      const [kept, ...more] = await drafts.setAside();
      assert.deepEqual(more, []);
      assert.equal(kept?.reason, 'merged');
      await drafts.restore(kept.id);
      assert.equal(textOf(await drafts.readContent('a')), 'mine');
    });
  });
});
