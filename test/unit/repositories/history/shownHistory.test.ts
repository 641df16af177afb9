import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { CommitCi } from '../../../../src/repositories/history/commitCi';
import { ShownHistory } from '../../../../src/repositories/history/shownHistory';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { sales } from '../../../support/fakeRemote';
import { silentLog } from '../../../support/silentLog';
import { createCommit, FakeHistory, hashNumber, offline } from './fakeHistory';

describe('ShownHistory', () => {
  const location: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };
  const subject = { repository: sales, kind: 'repository', path: '' } as const;

  /** The history of a branch; `session` begins anew on the same disk. */
  function createHarness(count = 3) {
    const remote = new FakeHistory(count);
    const branch: { tip: string; failure?: Error } = { tip: hashNumber(count) };
    const moved = new Emitter<RepositoryLocation>();
    const session = () => {
      const shown = new ShownHistory(
        {
          files: {
            resolve: () =>
              branch.failure === undefined
                ? Promise.resolve({ commit: branch.tip, date: undefined })
                : Promise.reject(branch.failure),
            refresh: () => {
              if (branch.failure !== undefined) return Promise.reject(branch.failure);
              moved.fire(location);
              return Promise.resolve();
            },
            onDidChange: moved.event,
          },
          history: remote.createService(),
          clock: new FakeClock(),
        },
        subject,
        location,
      );
      const read = () => shown.entries.map(({ commit }) => Number(`0x${commit.hash}`));
      return { shown, read };
    };
    return { remote, branch, moved, session };
  }

  it('follows the branch when it moves, showing what is there until the new commits are', async () => {
    const { remote, branch, moved, session } = createHarness();
    const { shown, read } = session();
    await shown.load();
    remote.commits.push(createCommit(4));
    branch.tip = hashNumber(4);
    moved.fire(location);
    assert.deepEqual([read(), shown.isLoading], [[3, 2, 1], true]);
    await settleDown();
    assert.deepEqual([read(), shown.isLoading], [[4, 3, 2, 1], false]);
    assert.deepEqual(remote.requests, ['commits', 'commits']);
  });

  it('does not ask again where the branch stands still', async () => {
    const { remote, session } = createHarness();
    const { shown } = session();
    await shown.load();
    await shown.refresh();
    assert.deepEqual(remote.requests, ['commits']);
  });

  it('shows offline what an earlier session read, and why it may be old', async () => {
    const { branch, session } = createHarness();
    await session().shown.load();
    branch.failure = offline;
    const { shown, read } = session();
    await shown.load();
    assert.deepEqual([read(), shown.failure?.failure.kind], [[3, 2, 1], 'unreachable']);
  });

  it('shows offline what was read at an earlier commit where the branch is known to be further', async () => {
    const { remote, branch, session } = createHarness();
    await session().shown.load();
    branch.tip = hashNumber(4);
    remote.failure = offline;
    const { shown, read } = session();
    await shown.load();
    assert.deepEqual([read(), shown.failure?.failure.kind], [[3, 2, 1], 'unreachable']);
  });

  it('shows nothing of a branch that is gone, but why', async () => {
    const { branch, session } = createHarness();
    await session().shown.load();
    branch.failure = new BitbucketError({ kind: 'notFound' }, 'gone');
    const { shown, read } = session();
    await shown.load();
    assert.deepEqual([read(), shown.failure?.failure.kind], [[], 'notFound']);
  });

  it('forgets the failure when it is asked again and Bitbucket answers', async () => {
    const { remote, session } = createHarness();
    remote.failure = offline;
    const { shown, read } = session();
    await shown.load();
    assert.equal(shown.failure?.failure.kind, 'unreachable');
    remote.failure = undefined;
    await shown.refresh();
    assert.deepEqual([read(), shown.failure], [[3, 2, 1], undefined]);
  });

  it('aborts what is under way when it is closed, and says nothing more', async () => {
    const { remote, session } = createHarness();
    let open: () => void = () => undefined;
    remote.gate = new Promise((resolve) => (open = resolve));
    const { shown, read } = session();
    const changes: boolean[] = [];
    shown.onDidChange(() => changes.push(shown.isLoading));
    const loading = shown.load();
    await settleDown();
    shown.dispose();
    open();
    await loading;
    assert.deepEqual([read(), changes], [[], [true]]);
  });
});

describe('CommitCi', () => {
  const passed = { outcome: 'passed', name: 'Build', url: undefined } as const;

  function createHarness() {
    const asked: string[] = [];
    const outage: { error?: Error } = {};
    const source = {
      fetchCiState: (_repository: unknown, { hash }: { readonly hash: string }) => {
        asked.push(hash);
        return outage.error === undefined ? Promise.resolve(passed) : Promise.reject(outage.error);
      },
    };
    const ci = new CommitCi(source, sales, silentLog);
    const learnt: string[] = [];
    ci.onDidLearn((hash) => learnt.push(hash));
    return { ci, asked, learnt, outage };
  }

  it('asks once about a commit, however often somebody looks', async () => {
    const { ci, asked, learnt } = createHarness();
    await Promise.all([ci.look(createCommit(1)), ci.look(createCommit(1))]);
    await ci.look(createCommit(1));
    assert.deepEqual([asked, learnt, ci.find(hashNumber(1))], [[hashNumber(1)], [hashNumber(1)], passed]);
  });

  it('asks again at the next look where it got no answer', async () => {
    const { ci, asked, outage } = createHarness();
    outage.error = offline;
    await ci.look(createCommit(1));
    delete outage.error;
    await ci.look(createCommit(1));
    assert.deepEqual([asked.length, ci.find(hashNumber(1))], [2, passed]);
  });

  it('asks about none of the commits that were waiting when it is closed', async () => {
    const { ci, asked } = createHarness();
    const looks = [1, 2, 3, 4, 5].map((number) => ci.look(createCommit(number)));
    ci.dispose();
    await Promise.all(looks);
    assert.deepEqual(asked, []);
  });
});
