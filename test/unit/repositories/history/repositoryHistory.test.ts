import assert from 'node:assert/strict';
import { sales } from '../../../support/fakeRemote';
import { createCommit, FakeHistory, hashNumber, modified, offline } from './fakeHistory';

describe('RepositoryHistory', () => {
  const whole = { repository: sales, kind: 'repository', path: '' } as const;
  const file = { repository: sales, kind: 'file', path: 'a.sql' } as const;

  describe('The history of a repository', () => {
    it('costs a request a page, and none at all in a later session', async () => {
      const remote = new FakeHistory(250);
      const pages = await remote.createService().open(whole, hashNumber(250));
      await pages.loadMore();
      assert.deepEqual([pages.entries.length, pages.hasMore, remote.takeRequests()], [100, true, ['commits']]);
      await pages.loadMore();
      await pages.loadMore();
      assert.deepEqual([pages.entries.length, pages.hasMore], [250, false]);
      assert.deepEqual(remote.takeRequests(), ['commits p2', 'commits p3']);
      const later = await remote.createService().open(whole, hashNumber(250));
      await later.loadMore();
      assert.deepEqual([later.entries, later.hasMore, remote.requests], [pages.entries, false, []]);
    });

    it('is known to be whole from its first commit, without asking for a page that is not there', async () => {
      const remote = new FakeHistory(100);
      const pages = await remote.createService().open(whole, hashNumber(100));
      await pages.loadMore();
      assert.deepEqual([pages.hasMore, remote.requests], [false, ['commits']]);
    });

    it('goes on in a later session after the pages that are known', async () => {
      const remote = new FakeHistory(150);
      await (await remote.createService().open(whole, hashNumber(150))).loadMore();
      const later = await remote.createService().open(whole, hashNumber(150));
      await later.loadMore();
      assert.deepEqual(
        later.entries.map(({ commit }) => commit.hash),
        remote.commits.map(({ hash }) => hash).reverse(),
      );
    });

    it('keeps what it has when a page fails, and gets that page at the next attempt', async () => {
      const remote = new FakeHistory(150);
      const pages = await remote.createService().open(whole, hashNumber(150));
      await pages.loadMore();
      remote.failure = offline;
      await assert.rejects(pages.loadMore(), offline);
      assert.equal(pages.entries.length, 100);
      remote.failure = undefined;
      await pages.loadMore();
      assert.deepEqual([pages.entries.length, new Set(pages.entries).size], [150, 150]);
    });

    it('is asked for once by two who want more at the same time', async () => {
      const remote = new FakeHistory(5);
      const pages = await remote.createService().open(whole, hashNumber(5));
      await Promise.all([pages.loadMore(), pages.loadMore()]);
      assert.deepEqual([pages.entries.length, remote.requests], [5, ['commits']]);
    });

    it('is given up when it is closed', async () => {
      const remote = new FakeHistory(5);
      let open: () => void = () => undefined;
      remote.gate = new Promise((resolve) => (open = resolve));
      const pages = await remote.createService().open(whole, hashNumber(5));
      const loading = pages.loadMore();
      pages.close();
      open();
      await assert.rejects(loading, { name: 'AbortError' });
      assert.deepEqual(pages.entries, []);
    });

    it('is read again where the disk holds something else', async () => {
      const remote = new FakeHistory(2);
      await (await remote.createService().open(whole, hashNumber(2))).loadMore();
      for (const key of remote.cache.entries.keys()) remote.cache.entries.set(key, new TextEncoder().encode('{"a":1}'));
      const later = await remote.createService().open(whole, hashNumber(2));
      assert.equal(later.isEmpty, true);
    });
  });

  describe('The history of a file', () => {
    it('is known to be whole when Bitbucket has no further page, which costs nothing to know', async () => {
      const remote = new FakeHistory(3);
      const pages = await remote.createService().open(file, hashNumber(3));
      await pages.loadMore();
      assert.deepEqual([pages.entries.length, pages.hasMore, remote.requests], [3, false, ['history a.sql']]);
    });

    it('shows the page that was looked ahead without another request', async () => {
      const remote = new FakeHistory(150);
      const pages = await remote.createService().open(file, hashNumber(150));
      await pages.loadMore();
      assert.deepEqual([pages.entries.length, pages.hasMore], [100, true]);
      await pages.loadMore();
      assert.deepEqual([pages.entries.length, pages.hasMore], [150, false]);
      assert.deepEqual(remote.requests, ['history a.sql', 'history a.sql p2']);
    });
  });

  describe('What commits changed', () => {
    it('is asked for once, in any session', async () => {
      const remote = new FakeHistory(2);
      remote.changes = [modified('a'), modified('b')];
      const first = await remote.createService().fetchCommitChanges(sales, createCommit(2));
      const again = await remote.createService().fetchCommitChanges(sales, createCommit(2));
      assert.deepEqual([first, again], [again, { changes: remote.changes, isComplete: true }]);
      assert.deepEqual(remote.requests, ['changes 1..2']);
    });

    it('is all of it for a commit without parents, and against the first parent for a merge', async () => {
      const remote = new FakeHistory(3);
      const service = remote.createService();
      await service.fetchCommitChanges(sales, createCommit(1));
      await service.fetchCommitChanges(sales, createCommit(3, { parents: [hashNumber(2), hashNumber(1)] }));
      assert.deepEqual(remote.requests, ['changes ..1', 'changes 2..3']);
    });

    it('ends where nobody wants to read on, says so, and is not kept as if it were all', async () => {
      const remote = new FakeHistory(2);
      remote.changes = Array.from({ length: 250 }, (_, index) => modified(`f${index}`));
      const counts: number[] = [];
      const service = remote.createService();
      const some = await service.fetchCommitChanges(sales, createCommit(2), {
        most: 150,
        onProgress: (count) => counts.push(count),
      });
      assert.deepEqual([some.changes.length, some.isComplete, counts], [150, false, [100, 200]]);
      assert.equal(remote.takeRequests().length, 2);
      const all = await service.fetchCommitChanges(sales, createCommit(2));
      assert.deepEqual([all.changes.length, all.isComplete], [250, true]);
    });

    it('is nothing between a commit and itself, without a request', async () => {
      const remote = new FakeHistory(1);
      const found = await remote.createService().fetchChanges(sales, { from: hashNumber(1), to: hashNumber(1) });
      assert.deepEqual([found, remote.requests], [{ changes: [], isComplete: true }, []]);
    });
  });

  describe('Where two branches parted', () => {
    for (const base of [hashNumber(1), undefined]) {
      it(`is asked for once, whichever comes first: ${base === undefined ? 'nowhere' : 'a commit'}`, async () => {
        const remote = new FakeHistory(3);
        remote.mergeBase = base;
        const [one, other] = [hashNumber(2), hashNumber(3)];
        assert.equal(await remote.createService().findMergeBase(sales, [one, other]), base);
        assert.equal(await remote.createService().findMergeBase(sales, [other, one]), base);
        assert.deepEqual(remote.requests, ['base 2 3']);
      });
    }
  });

  it('fetches a commit once, in any session', async () => {
    const remote = new FakeHistory(2);
    const first = await remote.createService().fetchCommit(sales, hashNumber(2));
    assert.deepEqual(await remote.createService().fetchCommit(sales, hashNumber(2)), first);
    assert.deepEqual(remote.requests, ['commit 2']);
  });
});
