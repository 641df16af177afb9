import assert from 'node:assert/strict';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { RepositoryCatalog } from '../../../../src/repositories/repositoryCatalog';
import { RepositoryList } from '../../../../src/vscode/wizard/repositoryList';
import type { RepositoryQuery } from '../../../../src/wizard/protocol';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { createRepositories, createRepository, FakeRepositoryLists } from '../../../support/fakeRepositoryLists';
import { MemoryCache } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

const anna = '{anna}';

describe('the repositories to choose from', () => {
  function createHarness(favourites: readonly string[] = [], recent: readonly string[] = []) {
    const clock = new FakeClock();
    const lists = new FakeRepositoryLists(clock);
    const catalog = new RepositoryCatalog({ api: lists, cache: new MemoryCache(), clock, log: silentLog });
    const list = new RepositoryList({
      findCatalog: (accountId) => Promise.resolve(accountId === anna ? catalog : undefined),
      readFavourites: () => new Set(favourites),
      readRecent: () => recent,
      clock,
    });
    let changes = 0;
    list.onDidChange(() => changes++);
    const ask = (query: Partial<RepositoryQuery> = {}) =>
      list.list(anna, { text: '', workspace: '', from: 0, count: 50, ...query });
    return {
      ...{ clock, lists, catalog, list, ask },
      countChanges: () => changes,
      /** Lets every request and pause be over. */
      settle: async () => {
        do await settleDown();
        while (clock.wakeNext());
      },
    };
  }

  it('are there from the second request on, thousands of them in parts', async () => {
    const { clock, lists, ask } = createHarness();
    lists.repositories.set('acme', createRepositories('acme', 5000));
    assert.deepEqual((await ask()).rows, []);
    // Each request takes 100 ms.
    for (const begun = clock.now(); clock.now() < begun + 200; clock.wakeNext()) await settleDown();
    await settleDown();
    const { rows, isLoading, total } = await ask({ count: 20 });
    assert.deepEqual([rows.length, rows[0]?.slug, isLoading, total >= 100], [20, 'acme-0', true, true]);
  });

  it('are told of in the moment in which the first ones are there, and then seven times a second at most', async () => {
    const { clock, lists, list, ask, settle, countChanges } = createHarness();
    lists.repositories.set('acme', createRepositories('acme', 5000));
    let firstMs: number | undefined;
    list.onDidChange(() => void ask().then(({ total }) => (firstMs ??= total > 0 ? clock.now() : undefined)));
    const begunMs = clock.now();
    await ask();
    await settle();
    assert.equal(firstMs, begunMs + 200);
    assert.ok(countChanges() <= 4 + ((clock.now() - begunMs) / 1000) * 7, `${countChanges()} changes`);
  });

  it('come in the parts that are asked for', async () => {
    const { lists, ask, settle } = createHarness();
    lists.repositories.set('acme', createRepositories('acme', 300));
    await ask();
    await settle();
    const { rows, total, isLoading } = await ask({ from: 295, count: 50 });
    assert.deepEqual([rows.map(({ slug }) => slug).at(-1), rows.length, total, isLoading], ['acme-299', 5, 300, false]);
  });

  it('begin with favourites and recent ones, and say which is what', async () => {
    const { lists, ask, settle } = createHarness(['{acme/acme-7}'], ['acme/acme-9']);
    lists.repositories.set('acme', createRepositories('acme', 10));
    await ask();
    await settle();
    const { rows } = await ask({ count: 3 });
    assert.deepEqual(
      rows.map(({ slug, isFavourite, isRecent }) => [slug, isFavourite, isRecent]),
      [
        ['acme-7', true, false],
        ['acme-9', false, true],
        ['acme-0', false, false],
      ],
    );
  });

  it('can be those of one workspace, and name the workspaces', async () => {
    const { lists, ask, settle } = createHarness();
    lists.repositories.set('acme', [createRepository('acme', 'sales', { workspaceName: 'Acme Inc.' })]);
    lists.repositories.set('zoo', [createRepository('zoo', 'sales', { workspaceName: 'Zoo' })]);
    await ask();
    await settle();
    const { rows, workspaces } = await ask({ workspace: 'zoo' });
    assert.deepEqual(
      rows.map(({ workspace }) => workspace),
      ['zoo'],
    );
    assert.deepEqual(workspaces, [
      { slug: 'acme', name: 'Acme Inc.' },
      { slug: 'zoo', name: 'Zoo' },
    ]);
  });

  it('are searched on the server as well, once per text and after a pause in typing', async () => {
    const { lists, ask, settle } = createHarness();
    lists.repositories.set('acme', createRepositories('acme', 3));
    await ask();
    await settle();
    // Created since the list was read.
    lists.repositories.set('acme', [createRepository('acme', 'brand-new')]);
    for (const text of ['b', 'br', 'bra', 'bran', 'bran']) await ask({ text });
    await settle();
    const { rows, isLoading } = await ask({ text: 'bran' });
    assert.deepEqual([rows.map(({ slug }) => slug), isLoading], [['brand-new'], false]);
    assert.deepEqual(
      lists.requests.filter((request) => request.includes('?')),
      ['acme?bran'],
    );
  });

  it('say that there may be more where the server could not be searched', async () => {
    const { lists, ask, settle } = createHarness();
    lists.repositories.set('acme', createRepositories('acme', 3));
    lists.failures.set('acme?sales', new BitbucketError({ kind: 'unreachable' }, 'No network.'));
    await ask();
    await settle();
    await ask({ text: 'sales' });
    await settle();
    assert.match((await ask({ text: 'sales' })).failure ?? '', /Bitbucket cannot be reached/);
  });

  it('tell of what is new, but not for each page', async () => {
    const { lists, ask, settle, countChanges } = createHarness();
    for (const workspace of ['a', 'b', 'c', 'd']) lists.repositories.set(workspace, createRepositories(workspace, 200));
    await ask();
    await settle();
    assert.ok(countChanges() > 0 && countChanges() <= 4, `${countChanges()} times`);
  });

  it('are none while nobody is signed in', async () => {
    const { list } = createHarness();
    const query = { text: '', workspace: '', from: 0, count: 50 };
    const nothing = { rows: [], total: 0, isLoading: false, workspaces: [] };
    assert.deepEqual([await list.list(undefined, query), await list.list('{ben}', query)], [nothing, nothing]);
  });

  it('are read again on request, which tells what is new', async () => {
    const { clock, lists, list, ask, settle } = createHarness();
    lists.repositories.set('acme', createRepositories('acme', 2));
    await ask();
    await settle();
    lists.repositories.set('acme', [createRepository('acme', 'new'), ...createRepositories('acme', 2)]);
    const found = await clock.runUntilSettled(list.refresh(anna));
    assert.deepEqual(
      found.map(({ slug }) => slug),
      ['new'],
    );
  });
});
