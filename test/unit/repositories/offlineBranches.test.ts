import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import type { BitbucketApi } from '../../../src/bitbucket/bitbucketApi';
import { BranchTips } from '../../../src/repositories/branchTips';
import type { RepositoryLocation } from '../../../src/repositories/location';
import { OfflineBranches, type OfflineProgress } from '../../../src/repositories/offlineBranches';
import { isKeptOffline } from '../../../src/repositories/offlineRule';
import { OfflineCache } from '../../../src/repositories/offlineStore';
import { OfflineTips } from '../../../src/repositories/offlineTips';
import { RepositoryFiles } from '../../../src/repositories/repositoryFiles';
import { failureOf } from '../../support/failureOf';
import { FakeClock } from '../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../support/fakeRemote';
import { MemoryOfflineStore } from '../../support/memoryOfflineStore';
import { MemoryCache } from '../../support/memoryStores';

const main: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };

function createHarness() {
  const remote = new FakeRemote().commit('main', hashOf('a'), {
    'README.md': 'Sales',
    'ingest/deep/Load.orch.yaml': 'load',
    'ingest/Other.tran.yaml': 'other',
    'logo.png': 'png',
    'data.bin': { bytes: new Uint8Array(3), attributes: ['binary'] },
    'large.csv': { bytes: new Uint8Array(3), attributes: ['lfs'] },
    latest: { bytes: new TextEncoder().encode('README.md'), attributes: ['link'] },
    vendor: { attributes: ['subrepository'] },
  });
  const clock = new FakeClock();
  const store = new MemoryOfflineStore();
  const changes: string[] = [];
  const api: BitbucketApi = {
    ...remote.api,
    listChanges: async function* (_repository, { from, to }) {
      remote.requests.push(`changes ${from?.slice(0, 1) ?? ''}..${to.slice(0, 1)}`);
      await Promise.resolve();
      yield { values: changes.map((path) => ({ kind: 'modified', path, oldPath: path })), size: changes.length };
    },
  };
  const openWindow = (read = new MemoryCache(), recall = new MemoryCache()) => {
    const cache = new OfflineCache(read, store);
    const tips = new BranchTips(api, { offlineTips: new OfflineTips({ cache: recall, clock }), clock });
    const files = new RepositoryFiles({ api, cache, tips });
    return { files, offline: new OfflineBranches({ api, cache, store, tips, files, clock }) };
  };
  const progress: OfflineProgress[] = [];
  const keep = async (offline: OfflineBranches, signal = new AbortController().signal) => {
    const plan = await offline.plan(sales, 'main', signal);
    return clock.runUntilSettled(offline.keep(plan, { onProgress: (it) => progress.push(it), signal }));
  };
  return { remote, clock, store, changes, openWindow, progress, keep };
}

const signal = new AbortController().signal;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('Keeping a branch offline', () => {
  it('says beforehand how many files and bytes that is, and what is left out', async () => {
    const { openWindow } = createHarness();
    const { files, offline } = openWindow();
    await files.read(main, 'README.md');
    const { commit, files: planned, bytes, missing, missingBytes, leftOut } = await offline.plan(sales, 'main', signal);
    assert.equal(commit, hashOf('a'));
    assert.deepEqual(planned.map(({ path }) => path).sort(), [
      'README.md',
      'ingest/Other.tran.yaml',
      'ingest/deep/Load.orch.yaml',
      'latest',
    ]);
    assert.deepEqual(
      { bytes, missing, missingBytes, leftOut },
      { bytes: 23, missing: 3, missingBytes: 18, leftOut: 4 },
    );
  });

  it('makes every text file and folder readable without a request, in a window without any other cache', async () => {
    const { remote, openWindow, keep, store } = createHarness();
    const recall = new MemoryCache();
    const kept = await keep(openWindow(new MemoryCache(), recall).offline);
    assert.deepEqual([kept.commit, kept.files, kept.bytes, kept.pending], [hashOf('a'), 4, 23, undefined]);
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'no');
    const { files } = openWindow(new MemoryCache(), recall);
    assert.equal(text(await files.read(main, 'ingest/deep/Load.orch.yaml')), 'load');
    assert.equal(text(await files.read(main, 'latest')), 'README.md');
    assert.deepEqual((await files.list(main, 'ingest')).map(({ name, kind }) => `${kind} ${name}`).sort(), [
      'directory deep',
      'file Other.tran.yaml',
    ]);
    assert.deepEqual(await files.list(main, 'vendor'), []);
    assert.deepEqual(await failureOf(files.stat(main, 'gone/x')), { kind: 'notFound' });
    assert.deepEqual(await failureOf(files.read(main, 'logo.png')), { kind: 'unreachable' });
    assert.ok(store.entries.size > 0);
  });

  it('goes on where a cancelled download stopped', async () => {
    const { remote, openWindow, keep, clock } = createHarness();
    const names = Array.from({ length: 40 }, (_, index) => `${index}.sql`);
    remote.commit('main', hashOf('a'), Object.fromEntries(names.map((name) => [name, name])));
    const { offline } = openWindow();
    const cancel = new AbortController();
    const plan = await offline.plan(sales, 'main', signal);
    const onProgress = (it: OfflineProgress) => {
      if (it.kind === 'files' && it.done === 2) cancel.abort();
    };
    await assert.rejects(clock.runUntilSettled(offline.keep(plan, { onProgress, signal: cancel.signal })), {
      name: 'AbortError',
    });
    const stopped = await offline.find(sales, 'main');
    assert.deepEqual([stopped?.commit, stopped?.pending], [undefined, hashOf('a')]);
    remote.takeRequests();
    const kept = await keep(openWindow().offline);
    assert.deepEqual([kept.commit, kept.files], [hashOf('a'), 40]);
    const asked = remote.takeRequests().filter((it) => it.startsWith('file ')).length;
    assert.ok(asked > 20 && asked <= 38, `${asked} files were asked for again.`);
  });

  it('waits out a rate limit in the middle, and says so', async () => {
    const { remote, openWindow, clock, progress } = createHarness();
    const { offline } = openWindow();
    const plan = await offline.plan(sales, 'main', signal);
    remote.failure = new BitbucketError({ kind: 'rateLimited', retryAfterMs: 600_000 }, 'slow down');
    const untilMs = clock.now() + 600_000;
    const onProgress = (it: OfflineProgress) => {
      progress.push(it);
      if (it.kind === 'waiting') remote.failure = undefined;
    };
    const kept = await clock.runUntilSettled(offline.keep(plan, { onProgress, signal }));
    assert.equal(kept.files, 4);
    assert.deepEqual(
      progress.filter(({ kind }) => kind === 'waiting'),
      [{ kind: 'waiting', untilMs }],
    );
    assert.deepEqual(progress.at(-1), { kind: 'files', done: 4, total: 4 });
  });

  it('stops at a full disk, and all of it can be removed again', async () => {
    const { openWindow, keep, store } = createHarness();
    const { offline } = openWindow();
    store.mostEntries = 7;
    await assert.rejects(keep(offline), { name: 'OfflineStoreError', reason: 'diskFull' });
    await offline.stop(sales, 'main');
    assert.deepEqual([[...store.entries.keys()], offline.known], [['offline/book'], []]);
  });

  it('downloads only what changed when the branch has moved, and lets the older copy go', async () => {
    const { remote, openWindow, keep, changes, store } = createHarness();
    await keep(openWindow().offline);
    remote.commit('main', hashOf('b'), {
      'README.md': 'New',
      'ingest/deep/Load.orch.yaml': 'load',
      'ingest/Other.tran.yaml': 'other',
    });
    changes.push('README.md', 'latest');
    remote.takeRequests();
    const { files, offline } = openWindow();
    const kept = await keep(offline);
    assert.deepEqual(remote.takeRequests(), ['branches main', 'deep /', 'changes a..b', 'file README.md']);
    assert.equal(kept.commit, hashOf('b'));
    assert.equal(text(await files.read(main, 'README.md')), 'New');
    assert.deepEqual(
      [...store.entries.keys()].filter((key) => key.includes(hashOf('a'))),
      [],
    );
  });

  it('keeps what two branches share until neither needs it', async () => {
    const { remote, openWindow, keep, store } = createHarness();
    remote.branches.set('twin', hashOf('a'));
    const { offline } = openWindow();
    await keep(offline);
    await offline.keep(await offline.plan(sales, 'twin', signal), { onProgress: () => undefined, signal });
    await offline.stop(sales, 'main');
    assert.ok([...store.entries.keys()].some((key) => key.startsWith('file/')));
    await offline.stop(sales, 'twin');
    assert.deepEqual([...store.entries.keys()], ['offline/book']);
  });

  it('does not take the content behind an LFS pointer for the file', async () => {
    const { remote, openWindow } = createHarness();
    const { offline } = openWindow();
    const plan = await offline.plan(sales, 'main', signal);
    remote.commit('main', hashOf('a'), { 'README.md': 'far more than the pointer' });
    const kept = await offline.keep(plan, { onProgress: () => undefined, signal });
    assert.equal(kept.bytes, 0);
  });
});

describe('What belongs to an offline copy', () => {
  const cases: readonly [path: string, size: number, attributes: readonly ('binary' | 'lfs' | 'link')[], boolean][] = [
    ['a.orch.yaml', 10, [], true],
    ['sql/x.SQL', 10, [], true],
    ['Makefile', 10, [], true],
    ['.gitignore', 0, [], true],
    ['large.csv', 5 * 1024 * 1024, [], true],
    ['large.csv', 5 * 1024 * 1024 + 1, [], false],
    ['photo.JPG', 10, [], false],
    ['x.parquet', 10, [], false],
    ['x.yaml', 10, ['binary'], false],
    ['x.yaml', 10, ['lfs'], false],
    ['link.png', 10, ['link'], true],
  ];
  for (const [path, size, attributes, expected] of cases) {
    it(`${expected ? 'includes' : 'leaves out'} ${path} (${size} bytes${attributes.map((it) => `, ${it}`).join('')})`, () => {
      assert.equal(isKeptOffline({ kind: 'file', path, size, attributes }), expected);
    });
  }
});
