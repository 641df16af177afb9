import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import type { RepositoryContent } from '../../../src/repositories/branchSnapshot';
import { BranchTips } from '../../../src/repositories/branchTips';
import { LastUsedBranches } from '../../../src/repositories/lastUsedBranches';
import { RepositoryFiles } from '../../../src/repositories/repositoryFiles';
import { RepositorySnapshots } from '../../../src/repositories/repositorySnapshots';
import { settleDown } from '../../support/fakeClock';
import { failureOf } from '../../support/failureOf';
import { commitDate, FakeRemote, hashOf, sales } from '../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../support/memoryStores';

function createHarness() {
  const remote = new FakeRemote();
  const cache = new MemoryCache();
  const lastUsedBranches = new LastUsedBranches(new MemoryState());
  /** What a new window has: nothing in memory, the same disk. */
  const openWindow = (files?: RepositoryFiles) => {
    const tips = new BranchTips(remote.api);
    const known = files ?? new RepositoryFiles({ api: remote.api, cache, tips });
    return new RepositorySnapshots({ api: remote.api, cache, tips, files: known, lastUsedBranches });
  };
  return { remote, cache, lastUsedBranches, openWindow, snapshots: openWindow() };
}

const files = {
  'Load sales.orch.yaml': 'a',
  'ingest/Load orders.orch.yaml': 'b',
  'transform/Join.tran.yaml': 'c',
  'README.md': 'd',
  'old/Load.orch.yaml.bak': 'e',
  'old/.orch.yaml': 'f',
  'old/Upper.ORCH.YAML': 'g',
};

const pipelines = [
  { path: 'Load sales.orch.yaml', kind: 'orchestration' },
  { path: 'ingest/Load orders.orch.yaml', kind: 'orchestration' },
  { path: 'transform/Join.tran.yaml', kind: 'transformation' },
];

function branchOf(content: RepositoryContent | undefined) {
  return content?.kind === 'snapshot' ? [content.snapshot.branch, content.snapshot.reason] : content;
}

describe('RepositorySnapshots', () => {
  it('finds the pipelines of a repository with two requests, and nothing else that looks like one', async () => {
    const { remote, snapshots } = createHarness();
    remote.commit('main', hashOf('a'), files);

    const content = await snapshots.fetchContent(sales, 'main');

    assert.deepEqual(
      { content, requests: remote.requests },
      {
        content: {
          kind: 'snapshot',
          snapshot: { branch: 'main', reason: 'main', commit: hashOf('a'), commitDate, pipelines },
        },
        requests: ['branches main', 'deep filtered /'],
      },
    );
  });

  it('costs one request when the branch has not moved, also in another window', async () => {
    const { remote, snapshots, openWindow } = createHarness();
    remote.commit('main', hashOf('a'), files);
    const first = await snapshots.fetchContent(sales, 'main');
    remote.takeRequests();

    const again = await openWindow().fetchContent(sales, 'main');

    assert.deepEqual(again, first);
    assert.deepEqual(remote.requests, ['branches main']);
  });

  it('looks for pipelines again when the branch has moved, and knows the old commit still', async () => {
    const { remote, snapshots } = createHarness();
    remote.commit('main', hashOf('a'), files);
    await snapshots.fetchContent(sales, 'main');
    remote.commit('main', hashOf('b'), { 'New.orch.yaml': '' });
    remote.takeRequests();

    const moved = await snapshots.fetchContent(sales, 'main');
    remote.branches.set('main', hashOf('a'));
    await snapshots.fetchContent(sales, 'main');

    assert.equal(moved.kind === 'snapshot' && moved.snapshot.pipelines.length, 1);
    assert.deepEqual(remote.requests, ['branches main', 'deep filtered /', 'branches main']);
  });

  const choices: readonly [string, string[], string | undefined, string | undefined, unknown, string][] = [
    ['the branch last used', ['main', 'dev', 'x/Y'], 'dev', 'x/Y', ['x/Y', 'lastUsed'], 'x/Y main dev'],
    ['else main', ['main', 'dev'], 'dev', undefined, ['main', 'main'], 'main dev'],
    ['else the default', ['dev', 'other'], 'dev', undefined, ['dev', 'default'], 'main dev'],
    ['main when the branch last used is gone', ['main'], 'main', 'gone', ['main', 'main'], 'gone main'],
    ['main, because it was last used', ['main', 'dev'], 'dev', 'main', ['main', 'lastUsed'], 'main dev'],
    [
      'no branch when none of them is there',
      ['other'],
      'dev',
      'gone',
      { kind: 'noBranch', lookedFor: ['gone', 'main', 'dev'] },
      'gone main dev',
    ],
    ['that a repository without branches is empty', [], undefined, undefined, { kind: 'empty' }, 'main'],
    ['main where the list still says empty', ['main'], undefined, undefined, ['main', 'main'], 'main'],
  ];
  for (const [what, branches, defaultBranch, lastUsed, expected, asked] of choices) {
    it(`shows ${what}, with one request for all of them`, async () => {
      const { remote, snapshots, lastUsedBranches } = createHarness();
      for (const branch of branches) remote.commit(branch, hashOf('c'), {});
      if (lastUsed !== undefined) await lastUsedBranches.set(sales, lastUsed);

      const content = await snapshots.fetchContent(sales, defaultBranch);

      assert.deepEqual(branchOf(content), expected);
      assert.equal(remote.requests[0], `branches ${asked}`);
      assert.deepEqual(branchOf(await snapshots.readCachedContent(sales)), expected);
    });
  }

  it('shows what it saw last without any request, for the branch that is chosen now', async () => {
    const { remote, snapshots, openWindow, lastUsedBranches } = createHarness();
    assert.equal(await snapshots.readCachedContent(sales), undefined);
    remote.commit('main', hashOf('a'), files).commit('feature/X', hashOf('b'), {});
    const onMain = await snapshots.fetchContent(sales, 'main');
    await lastUsedBranches.set(sales, 'feature/X');
    const beforeLooking = await snapshots.readCachedContent(sales);
    const onFeature = await snapshots.fetchContent(sales, 'main');
    remote.takeRequests();

    const later = openWindow();
    assert.deepEqual(
      [beforeLooking, await later.readCachedContent(sales), remote.requests],
      [undefined, onFeature, []],
    );
    await lastUsedBranches.set(sales, 'main');
    assert.equal(await later.readCachedContent(sales), undefined);
    assert.notDeepEqual(onMain, onFeature);
  });

  it('asks once when two rows want the same repository at the same time', async () => {
    const { remote, snapshots } = createHarness();
    remote.commit('main', hashOf('a'), files);
    const [one, other] = await Promise.all([
      snapshots.fetchContent(sales, 'main'),
      snapshots.fetchContent(sales, 'main'),
    ]);
    assert.deepEqual(one, other);
    assert.equal(remote.requests.length, 2);
  });

  it('goes on for the one who still waits when the other gives up', async () => {
    const { remote, snapshots } = createHarness();
    remote.commit('main', hashOf('a'), files);
    const cancellation = new AbortController();
    const given = snapshots.fetchContent(sales, 'main', cancellation.signal);
    const kept = snapshots.fetchContent(sales, 'main');
    cancellation.abort();
    await assert.rejects(given, { name: 'AbortError' });
    assert.equal((await kept).kind, 'snapshot');
  });

  const damages: readonly [string, string][] = [
    ['is no JSON', '{"'],
    ['has another shape', '{"paths":[]}'],
    ['names a file that is no pipeline', '["README.md"]'],
    ['is empty', ''],
  ];
  for (const [what, text] of damages) {
    it(`asks again when a cached entry ${what}`, async () => {
      const { remote, cache, snapshots, openWindow } = createHarness();
      remote.commit('main', hashOf('a'), files);
      const first = await snapshots.fetchContent(sales, 'main');
      for (const key of cache.entries.keys()) cache.entries.set(key, new TextEncoder().encode(text));
      remote.takeRequests();

      const later = openWindow();
      assert.equal(await later.readCachedContent(sales), undefined);
      assert.deepEqual(await later.fetchContent(sales, 'main'), first);
      assert.deepEqual(remote.requests, ['branches main', 'deep filtered /']);
    });
  }

  it('forgets a repository that vanished', async () => {
    const { remote, snapshots } = createHarness();
    remote.commit('main', hashOf('a'), files);
    await snapshots.fetchContent(sales, 'main');
    remote.isVanished = true;

    assert.deepEqual(await failureOf(snapshots.fetchContent(sales, 'main')), { kind: 'notFound' });
    assert.deepEqual(
      [await snapshots.readCachedContent(sales), await snapshots.readCachedPipelines()],
      [undefined, []],
    );
  });

  it('keeps what it knows while Bitbucket cannot be reached', async () => {
    const { remote, snapshots } = createHarness();
    remote.commit('main', hashOf('a'), files);
    const before = await snapshots.fetchContent(sales, 'main');
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
    assert.deepEqual(await failureOf(snapshots.fetchContent(sales, 'main')), { kind: 'unreachable' });
    assert.deepEqual(await snapshots.readCachedContent(sales), before);
  });

  it('lists the pipelines of every branch that was seen in any window, without a request', async () => {
    const { remote, openWindow, snapshots, lastUsedBranches } = createHarness();
    remote.commit('main', hashOf('a'), files).commit('feature/X', hashOf('b'), { 'X.tran.yaml': '' });
    await snapshots.readCachedPipelines();
    await openWindow().fetchContent(sales, 'main');
    await lastUsedBranches.set(sales, 'feature/X');
    await openWindow().fetchContent(sales, 'main');
    remote.takeRequests();

    assert.deepEqual(await snapshots.readCachedPipelines(), [
      { repository: sales, branch: 'main', commit: hashOf('a'), pipelines },
      {
        repository: sales,
        branch: 'feature/X',
        commit: hashOf('b'),
        pipelines: [{ path: 'X.tran.yaml', kind: 'transformation' }],
      },
    ]);
    assert.deepEqual(remote.requests, []);
  });

  it('reads many cached branches at once, but not all of them, and in their order', async () => {
    const { remote, cache, lastUsedBranches, snapshots } = createHarness();
    const branches = Array.from({ length: 100 }, (_, index) => `b${index}`);
    for (const [index, branch] of branches.entries()) {
      remote.commit(branch, index.toString(16).padStart(40, '0'), files);
      await lastUsedBranches.set(sales, branch);
      await snapshots.fetchContent(sales, 'main');
    }
    const read = cache.read.bind(cache);
    let [underWay, most] = [0, 0];
    cache.read = async (key) => {
      most = Math.max(most, ++underWay);
      await settleDown();
      underWay--;
      return read(key);
    };
    const found = await snapshots.readCachedPipelines();
    assert.deepEqual(
      found.map(({ branch }) => branch),
      branches,
    );
    assert.ok(most >= 16 && most <= 64, `${most} at once`);
  });

  it('asks only where the branch is when it is known what its new commits changed', async () => {
    const { remote, cache, openWindow } = createHarness();
    const tips = new BranchTips(remote.api);
    const known = new RepositoryFiles({ api: remote.api, cache, tips });
    const snapshots = openWindow(known);
    remote.commit('main', hashOf('a'), files);
    await snapshots.fetchContent(sales, 'main');
    remote.takeRequests();
    const content = { bytes: new TextEncoder().encode('x'), mode: 'file' } as const;
    await known.noteStep({
      repository: sales,
      parent: hashOf('a'),
      commit: hashOf('b'),
      files: [
        { path: 'new/Own.orch.yaml', content },
        { path: 'README.md', content },
        { path: 'Load sales.orch.yaml', content: undefined },
      ],
    });
    const changes = [
      { kind: 'renamed', path: 'transform/Merge.tran.yaml', oldPath: 'transform/Join.tran.yaml' },
      { kind: 'modified', path: 'new/Own.orch.yaml', oldPath: 'new/Own.orch.yaml' },
    ] as const;
    await known.noteChanges(sales, { from: hashOf('b'), to: hashOf('c'), changes });
    remote.commit('main', hashOf('c'), {});
    const seen = await snapshots.fetchContent(sales, 'main');
    assert.deepEqual(seen.kind === 'snapshot' && seen.snapshot.pipelines.map(({ path }) => path), [
      'ingest/Load orders.orch.yaml',
      'new/Own.orch.yaml',
      'transform/Merge.tran.yaml',
    ]);
    assert.deepEqual(remote.takeRequests(), ['branches main']);
    // And the next window need not work it out.
    assert.equal((await openWindow().readKeptPipelines(sales, hashOf('c')))?.length, 3);
  });
});
