import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { createCatalog, describeListings } from './catalogHarness';

describe('RepositoryCatalog under a rate limit', () => {
  const limited = new BitbucketError({ kind: 'rateLimited', retryAfterMs: 600_000 }, 'limited');
  const minutes = (count: number) => count * 60_000;

  it('keeps what it has, and completes the workspace by itself when the limit is over', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 250, northwind: 2 });
    api.failures.set('acme p2', limited);
    await clock.runUntilSettled(catalog.load());
    const during = describeListings(catalog.listings);
    api.failures.clear();
    api.requests.length = 0;
    await clock.runUntilSettled(clock.sleep(minutes(9)));
    const early = [...api.requests];
    await clock.runUntilSettled(clock.sleep(minutes(2)));
    assert.deepEqual(during, ['acme: 100 rateLimited', 'northwind: 2']);
    assert.deepEqual([early, api.requests], [[], ['acme', 'acme p2', 'acme p3']]);
    assert.deepEqual(describeListings(catalog.listings), ['acme: 250', 'northwind: 2']);
  });

  it('lists the workspaces when the limit is over', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 2 });
    api.failures.set('workspaces', limited);
    await clock.runUntilSettled(catalog.load());
    const failed = catalog.failure?.failure.kind;
    api.failures.clear();
    await clock.runUntilSettled(clock.sleep(minutes(11)));
    assert.deepEqual([failed, catalog.failure], ['rateLimited', undefined]);
    assert.deepEqual(describeListings(catalog.listings), ['acme: 2']);
  });

  it('waits anew when Bitbucket still refuses, and never hammers a server that names no time', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 2 });
    api.failures.set('acme', new BitbucketError({ kind: 'rateLimited', retryAfterMs: 0 }, 'limited'));
    await clock.runUntilSettled(catalog.load());
    await clock.runUntilSettled(clock.sleep(minutes(1)));
    assert.ok(api.requests.length > 4 && api.requests.length < 9, api.requests.join());
  });

  it('asks once although the user did not wait', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 2 });
    api.failures.set('acme', limited);
    await clock.runUntilSettled(catalog.load());
    await clock.runUntilSettled(catalog.refreshWorkspace('{acme}'));
    api.failures.clear();
    api.requests.length = 0;
    await clock.runUntilSettled(clock.sleep(minutes(20)));
    assert.deepEqual(api.requests, ['acme']);
  });

  it('continues a search', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 20 });
    await clock.runUntilSettled(catalog.load());
    api.failures.set('acme?acme-1', limited);
    await clock.runUntilSettled(catalog.search('acme-1'));
    api.failures.clear();
    await clock.runUntilSettled(clock.sleep(minutes(11)));
    assert.deepEqual(describeListings(catalog.searchResult?.listings ?? []), ['acme: 11']);
  });

  it('asks nothing more when it was refreshed, its search cleared, or it was disposed', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 2, northwind: 2 });
    await clock.runUntilSettled(catalog.load());
    for (const request of ['acme', 'northwind?x']) api.failures.set(request, limited);
    await clock.runUntilSettled(Promise.all([catalog.refresh(), catalog.search('x')]));
    api.failures.delete('acme');
    catalog.clearSearch();
    await clock.runUntilSettled(catalog.refresh());
    api.failures.set('workspaces', limited);
    await clock.runUntilSettled(catalog.refresh());
    catalog.dispose();
    api.requests.length = 0;
    await clock.runUntilSettled(clock.sleep(minutes(60)));
    assert.deepEqual(api.requests, []);
  });
});
