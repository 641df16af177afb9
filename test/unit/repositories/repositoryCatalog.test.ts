import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { settleDown } from '../../support/fakeClock';
import { createRepositories, createRepository } from '../../support/fakeRepositoryLists';
import { createCatalog, describeListings } from './catalogHarness';

const offline = new BitbucketError({ kind: 'unreachable' }, 'down');

/** A catalog that was complete once, in a session before. */
async function createVisited(workspaces: Readonly<Record<string, number>>) {
  const before = createCatalog(workspaces);
  await before.clock.runUntilSettled(before.catalog.load());
  before.catalog.dispose();
  return createCatalog(workspaces, before);
}

describe('RepositoryCatalog', () => {
  it('shows the first repositories after two round trips and ten times five hundred after six', async () => {
    const { catalog, clock, api } = createCatalog(
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`w${index}`, 500])),
    );
    const startedAt = clock.now();
    let firstAt: number | undefined;
    catalog.onDidChange((listing) => {
      if ((listing?.repositories.length ?? 0) > 0) firstAt ??= clock.now();
    });

    await clock.runUntilSettled(catalog.load());

    assert.deepEqual(
      {
        firstMs: (firstAt ?? Infinity) - startedAt,
        completeMs: clock.now() - startedAt,
        requests: api.requests.length,
        repositories: catalog.listings.reduce((sum, { repositories }) => sum + repositories.length, 0),
      },
      { firstMs: 200, completeMs: 600, requests: 51, repositories: 5000 },
    );
  });

  it('knows how many there will be as soon as the first page is there', async () => {
    const { catalog, clock } = createCatalog({ acme: 250 });
    const loading = catalog.load();
    for (let trip = 0; trip < 2; trip++) {
      clock.wakeNext();
      await settleDown();
    }
    const [listing] = catalog.listings;
    assert.deepEqual([listing?.repositories.length, listing?.size, listing?.isLoading], [100, 250, true]);
    await clock.runUntilSettled(loading);
  });

  it('shows the other workspaces when one fails', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 2, northwind: 250 });
    api.failures.set('northwind p2', offline);
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(describeListings(catalog.listings), ['acme: 2', 'northwind: 100 unreachable']);
    assert.equal(catalog.failure, undefined);
  });

  it('reads a failed workspace again without touching the others', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 2, northwind: 3 });
    api.failures.set('northwind', offline);
    await clock.runUntilSettled(catalog.load());
    api.failures.clear();
    api.requests.length = 0;

    await clock.runUntilSettled(catalog.refreshWorkspace('{northwind}'));

    assert.deepEqual([describeListings(catalog.listings), api.requests], [['acme: 2', 'northwind: 3'], ['northwind']]);
  });

  it('shows yesterday’s list, and its age, while Bitbucket cannot be reached', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 150 });
    const seenAt = clock.now();
    api.failures.set('workspaces', offline);
    await clock.runUntilSettled(clock.sleep(7_200_000));

    await clock.runUntilSettled(catalog.load());

    assert.deepEqual(describeListings(catalog.listings), ['acme: 150']);
    assert.deepEqual(
      [catalog.failure?.failure.kind, catalog.isLoading, catalog.listings[0]?.loadedAt],
      ['unreachable', false, seenAt],
    );
  });

  it('keeps an outdated list, and its age, when a workspace fails', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 150 });
    const seenAt = clock.now();
    api.failures.set('acme', new BitbucketError({ kind: 'rateLimited', retryAfterMs: 60_000 }, 'limited'));
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(describeListings(catalog.listings), ['acme: 150 rateLimited']);
    assert.deepEqual([catalog.listings[0]?.loadedAt, catalog.listings[0]?.failure?.at], [seenAt, clock.now()]);
  });

  it('asks for one page per workspace where nothing changed since the last visit', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 500, northwind: 300 });
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(describeListings(catalog.listings), ['acme: 500', 'northwind: 300']);
    assert.deepEqual(api.requests, ['workspaces', 'acme', 'northwind']);
  });

  it('notices what was updated, created and removed since the last visit', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 250 });
    const [first, second, ...others] = createRepositories('acme', 250);
    assert.ok(first && second);
    const renamed = { ...second, name: 'Renamed', updatedOn: '2026-11-22T12:00:00Z' };
    const created = createRepository('acme', 'new', { updatedOn: '2026-11-21T12:00:00Z' });
    const remaining = others.filter(({ slug }) => slug !== 'acme-200');
    api.repositories.set('acme', [renamed, created, first, ...remaining]);

    await clock.runUntilSettled(catalog.load());

    const names = new Set(catalog.listings[0]?.repositories.map(({ name }) => name));
    assert.deepEqual(
      ['Renamed', 'new', 'acme-1', 'acme-200'].map((name) => names.has(name)),
      [true, true, false, false],
    );
  });

  it('reads to the end when the number differs although the first page is unchanged', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 250 });
    api.repositories.set(
      'acme',
      createRepositories('acme', 250).filter(({ slug }) => slug !== 'acme-200'),
    );
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(api.requests, ['workspaces', 'acme', 'acme p2', 'acme p3']);
    assert.deepEqual(describeListings(catalog.listings), ['acme: 249']);
  });

  it('reads to the end once a day whatever the first page says', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 250 });
    await clock.runUntilSettled(clock.sleep(25 * 60 * 60 * 1000));
    await clock.runUntilSettled(catalog.load());
    assert.equal(api.requests.length, 4);
  });

  it('forgets workspaces the account has left', async () => {
    const { catalog, clock, api } = await createVisited({ acme: 1, northwind: 1 });
    api.repositories.delete('northwind');
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(describeListings(catalog.listings), ['acme: 1']);
  });

  it('reads damaged or foreign cached data as nothing', async () => {
    const { catalog, clock, cache } = await createVisited({ acme: 2 });
    const [workspaces, listing] = [...cache.entries.keys()].sort((a, b) => b.length - a.length).reverse();
    assert.ok(workspaces !== undefined && listing !== undefined);
    cache.entries.set(workspaces, new TextEncoder().encode('[{"uuid":7}]'));
    cache.entries.set(listing, new Uint8Array([0xff, 0x00]));
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(describeListings(catalog.listings), ['acme: 2']);
  });

  it('gives up a load that a refresh replaces, and ends with the newer answer', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 500 });
    const superseded = catalog.load();
    for (let trip = 0; trip < 3; trip++) {
      clock.wakeNext();
      await settleDown();
    }
    api.repositories.set('acme', createRepositories('acme', 3));

    await clock.runUntilSettled(Promise.all([superseded, catalog.refresh()]));

    assert.deepEqual(describeListings(catalog.listings), ['acme: 3']);
    assert.deepEqual(api.requests, ['workspaces', 'acme', 'acme p2', 'acme p3', 'workspaces', 'acme']);
  });

  it('does not stay loading when a refresh fails at once', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 500 });
    const superseded = catalog.load();
    for (let trip = 0; trip < 3; trip++) {
      clock.wakeNext();
      await settleDown();
    }
    api.failures.set('workspaces', offline);
    await clock.runUntilSettled(Promise.all([superseded, catalog.refresh()]));
    assert.deepEqual(describeListings(catalog.listings), ['acme: 200']);
    assert.deepEqual([catalog.isLoading, catalog.failure?.failure.kind], [false, 'unreachable']);
  });

  it('says that something unexpected happened when an error is not Bitbucket’s', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 1 });
    api.failures.set('workspaces', new TypeError('broken'));
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual(catalog.failure?.failure, { kind: 'unexpected', status: 0 });
  });

  it('can be stopped and loaded again', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 250 });
    const loading = catalog.load();
    for (let trip = 0; trip < 2; trip++) {
      clock.wakeNext();
      await settleDown();
    }
    catalog.stop();
    await clock.runUntilSettled(loading);
    const stopped = describeListings(catalog.listings);
    api.requests.length = 0;
    await clock.runUntilSettled(catalog.load());
    assert.deepEqual([stopped, describeListings(catalog.listings)], [['acme: 100'], ['acme: 250']]);
    assert.deepEqual(api.requests, ['workspaces', 'acme', 'acme p2', 'acme p3']);
  });

  it('sends nothing more once disposed', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 500 });
    const loading = catalog.load();
    clock.wakeNext();
    await settleDown();
    catalog.dispose();
    await clock.runUntilSettled(loading);
    assert.deepEqual(api.requests, ['workspaces', 'acme']);
  });
});
