import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { BranchTips } from '../../../src/repositories/branchTips';
import { LastUsedBranches } from '../../../src/repositories/lastUsedBranches';
import type { RepositoryLocation } from '../../../src/repositories/location';
import { RepositoryFiles } from '../../../src/repositories/repositoryFiles';
import { RepositorySnapshots } from '../../../src/repositories/repositorySnapshots';
import { failureOf } from '../../support/failureOf';
import { FakeRemote, hashOf, sales } from '../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../support/memoryStores';
import { waitUntil } from '../../support/waitUntil';

const latin1 = new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]);

const main: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };

function createHarness() {
  const remote = new FakeRemote().commit('main', hashOf('a'), {
    'README.md': 'Sales',
    'ingest/deep/Load.orch.yaml': 'load',
    'ingest/latin1.txt': { bytes: latin1 },
    'logo.png': { bytes: png, attributes: ['binary'] },
    latest: { bytes: new TextEncoder().encode('README.md'), attributes: ['link'] },
    vendor: { attributes: ['subrepository'] },
  });
  const cache = new MemoryCache();
  const openWindow = () => {
    const tips = new BranchTips(remote.api);
    const lastUsedBranches = new LastUsedBranches(new MemoryState());
    const files = new RepositoryFiles({ api: remote.api, cache, tips });
    return { files, snapshots: new RepositorySnapshots({ api: remote.api, cache, tips, files, lastUsedBranches }) };
  };
  return { remote, cache, openWindow, ...openWindow() };
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('RepositoryFiles', () => {
  it('opens a file deep in a repository with three requests: the branch, its folder, the bytes', async () => {
    const { remote, files } = createHarness();
    const { kind, size } = await files.stat(main, 'ingest/deep/Load.orch.yaml');
    const bytes = await files.read(main, 'ingest/deep/Load.orch.yaml');
    assert.deepEqual([kind, size, text(bytes)], ['file', 4, 'load']);
    assert.deepEqual(remote.requests, ['branches main', 'folder /ingest/deep', 'file ingest/deep/Load.orch.yaml']);
  });

  it('costs one request in the next window, and none for what was read in this one', async () => {
    const { remote, files, openWindow } = createHarness();
    for (const window of [files, openWindow().files]) {
      await window.list(main, '');
      await window.read(main, 'README.md');
      await window.read(main, 'README.md');
      await window.stat(main, 'README.md');
    }
    assert.deepEqual(remote.requests, ['branches main', 'folder /', 'file README.md', 'branches main']);
  });

  it('needs no request at all for a commit that was read before', async () => {
    const { remote, files } = createHarness();
    const pinned: RepositoryLocation = { repository: sales, ref: { kind: 'commit', hash: hashOf('a') } };
    assert.equal(text(await files.read(pinned, 'README.md')), 'Sales');
    assert.deepEqual(remote.takeRequests(), ['file README.md']);
    await files.read(main, 'README.md');
    assert.deepEqual(remote.takeRequests(), ['branches main']);
    assert.equal((await files.stat(pinned, '')).modifiedMs, 0);
  });

  it('answers what the editor looks for in every root from one look at the root', async () => {
    const { remote, files } = createHarness();
    const probes = [
      '.vscode/settings.json',
      '.vscode/tasks.json',
      '.git/HEAD',
      '.mcp.json',
      'node_modules/x/package.json',
    ];
    for (const failure of await Promise.all(probes.map((path) => failureOf(files.stat(main, path))))) {
      assert.deepEqual(failure, { kind: 'notFound' });
    }
    for (const path of probes) assert.deepEqual(await failureOf(files.read(main, path)), { kind: 'notFound' });
    assert.deepEqual(remote.requests, ['branches main', 'folder /']);
  });

  it('waits for the root that is being listed before it asks for an odd folder in it', async () => {
    const { remote, files } = createHarness();
    await files.resolve(main);
    let open: () => void = () => undefined;
    remote.gate = new Promise((resolve) => (open = resolve));
    const listing = files.list(main, '');
    // The look at the root has to be under way, not only wanted.
    await waitUntil(() => remote.requests.length >= 2);
    const probe = failureOf(files.stat(main, 'eclipse/eclipse'));
    await new Promise(setImmediate);
    open();
    assert.deepEqual(await probe, { kind: 'notFound' });
    await listing;
    assert.deepEqual(remote.requests, ['branches main', 'folder /']);
  });

  it('answers a missing folder once, and what is below it or below a file never', async () => {
    const { remote, files } = createHarness();
    assert.deepEqual(await failureOf(files.stat(main, 'gone/a.sql')), { kind: 'notFound' });
    assert.deepEqual(remote.takeRequests(), ['branches main', 'folder /gone']);
    for (const path of ['gone/b.sql', 'gone/c/d.sql']) await failureOf(files.stat(main, path));
    assert.deepEqual(remote.takeRequests(), []);
    await files.list(main, '');
    remote.takeRequests();
    for (const path of ['README.md/x', 'README.md/x/y', 'nowhere/x', 'vendor/x']) {
      assert.deepEqual(await failureOf(files.stat(main, path)), { kind: 'notFound' }, path);
    }
    assert.deepEqual(remote.requests, []);
  });

  it('hands out bytes untouched, whatever their encoding', async () => {
    const { files, openWindow } = createHarness();
    for (const window of [files, openWindow().files]) {
      assert.deepEqual(await window.read(main, 'ingest/latin1.txt'), latin1);
      assert.deepEqual(await window.read(main, 'logo.png'), png);
    }
  });

  it('shows a symbolic link as a file that holds the path it points to', async () => {
    const { files } = createHarness();
    const { kind, isLink, size } = await files.stat(main, 'latest');
    assert.deepEqual([kind, isLink, size], ['file', true, 9]);
    assert.equal(text(await files.read(main, 'latest')), 'README.md');
  });

  it('shows another repository inside as a folder without content, as a clone would', async () => {
    const { remote, files } = createHarness();
    await files.list(main, '');
    assert.equal((await files.stat(main, 'vendor')).kind, 'directory');
    remote.takeRequests();
    assert.deepEqual(await files.list(main, 'vendor'), []);
    assert.deepEqual(remote.requests, []);
  });

  it('asks once when the same thing is wanted several times at once', async () => {
    const { remote, files } = createHarness();
    await Promise.all([1, 2, 3].flatMap(() => [files.read(main, 'README.md'), files.stat(main, 'ingest/latin1.txt')]));
    assert.deepEqual([...remote.requests].sort(), ['branches main', 'file README.md', 'folder /ingest']);
  });

  it('stays at the commit a branch had when it was first seen, until it is refreshed', async () => {
    const { remote, files } = createHarness();
    const moved: RepositoryLocation[] = [];
    files.onDidChange((location) => moved.push(location));
    const before = await files.stat(main, '');
    remote.commit('main', hashOf('b'), { 'README.md': 'Other' });
    assert.equal(text(await files.read(main, 'README.md')), 'Sales');
    assert.deepEqual(moved, []);

    await files.refresh(main);

    assert.deepEqual(moved, [main]);
    assert.equal(text(await files.read(main, 'README.md')), 'Other');
    // Same second, same size: the editor would take the file for unchanged.
    assert.notEqual((await files.stat(main, '')).modifiedMs, before.modifiedMs);
  });

  it('says nothing when a refresh finds the branch where it was', async () => {
    const { files } = createHarness();
    files.onDidChange(() => assert.fail('nothing changed'));
    await files.refresh(main);
    await files.refresh(main);
  });

  it('reads what the tree shows: unfolding a repository moves its open files along', async () => {
    const { remote, files, snapshots } = createHarness();
    const moved: RepositoryLocation[] = [];
    files.onDidChange((location) => moved.push(location));
    await files.read(main, 'README.md');
    remote.commit('main', hashOf('b'), { 'New.orch.yaml': 'new' });
    await snapshots.fetchContent(sales, 'main');
    remote.takeRequests();

    assert.deepEqual(moved, [main]);
    assert.equal(text(await files.read(main, 'New.orch.yaml')), 'new');
    assert.deepEqual(remote.requests, ['file New.orch.yaml']);
  });

  it('says that a branch is gone, and finds it again when it is back', async () => {
    const { remote, files } = createHarness();
    remote.branches.delete('main');
    assert.deepEqual(await failureOf(files.stat(main, '')), { kind: 'notFound' });
    remote.branches.set('main', hashOf('a'));
    assert.equal((await files.stat(main, '')).kind, 'directory');
  });

  it('does not remember a failure', async () => {
    const { remote, files } = createHarness();
    remote.failure = new BitbucketError({ kind: 'rateLimited', retryAfterMs: 1000 }, 'slow down');
    assert.deepEqual(await failureOf(files.read(main, 'README.md')), { kind: 'rateLimited', retryAfterMs: 1000 });
    remote.failure = undefined;
    assert.equal(text(await files.read(main, 'README.md')), 'Sales');
  });

  it('does not take a repository that vanished for an empty one, nor remember it on disk', async () => {
    const { remote, files, cache } = createHarness();
    await files.resolve(main);
    remote.isVanished = true;
    assert.deepEqual(await failureOf(files.list(main, '')), { kind: 'notFound' });
    assert.deepEqual(await failureOf(files.list(main, 'ingest')), { kind: 'notFound' });
    assert.deepEqual([...cache.entries.keys()], []);
  });

  it('asks again when a cached listing is damaged', async () => {
    const { remote, cache, files, openWindow } = createHarness();
    const entries = await files.list(main, '');
    for (const key of cache.entries.keys()) cache.entries.set(key, new TextEncoder().encode('[{"name":1}]'));
    remote.takeRequests();
    assert.deepEqual(await openWindow().files.list(main, ''), entries);
    assert.deepEqual(remote.requests, ['branches main', 'folder /']);
  });

  it('keeps large files off the disk', async () => {
    const { remote, cache, files } = createHarness();
    remote.commit('main', hashOf('c'), { 'large.csv': { bytes: new Uint8Array(1024 * 1024 + 1) } });
    assert.equal((await files.read(main, 'large.csv')).length, 1024 * 1024 + 1);
    assert.deepEqual([...cache.entries.keys()], []);
  });
});
