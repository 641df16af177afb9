import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import type { RepositoryCatalog } from '../../../src/repositories/repositoryCatalog';
import { createCatalog, describeListings } from './catalogHarness';

const offline = new BitbucketError({ kind: 'unreachable' }, 'down');

describe('RepositoryCatalog search', () => {
  const names = (catalog: RepositoryCatalog) =>
    catalog.searchResult?.listings.flatMap(({ repositories }) => repositories.map(({ name }) => name));

  it('asks every workspace once, at the same time', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 20, northwind: 20, lab: 20 });
    await clock.runUntilSettled(catalog.load());
    api.requests.length = 0;
    const startedAt = clock.now();

    await clock.runUntilSettled(catalog.search('acme-1'));

    assert.deepEqual(api.requests, ['acme?acme-1', 'northwind?acme-1', 'lab?acme-1']);
    assert.equal(clock.now() - startedAt, 100);
    assert.deepEqual(
      names(catalog),
      [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((index) => `acme-${index}`),
    );
  });

  it('shows what is known already before Bitbucket answers, and keeps it when it cannot', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 3 });
    await clock.runUntilSettled(catalog.load());
    api.failures.set('acme?ACME-2', offline);
    const searching = catalog.search('ACME-2');
    assert.deepEqual(names(catalog), ['acme-2']);
    await clock.runUntilSettled(searching);
    assert.deepEqual(describeListings(catalog.searchResult?.listings ?? []), ['acme: 1 unreachable']);
  });

  it('drops what Bitbucket no longer finds', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 3 });
    await clock.runUntilSettled(catalog.load());
    api.repositories.set('acme', []);
    await clock.runUntilSettled(catalog.search('acme'));
    assert.deepEqual(names(catalog), []);
  });

  it('gives up a search that another one replaces', async () => {
    const { catalog, clock } = createCatalog({ acme: 30 });
    await clock.runUntilSettled(catalog.load());
    const first = catalog.search('acme-1');
    const second = catalog.search('acme-2');
    await clock.runUntilSettled(Promise.all([first, second]));
    assert.equal(catalog.searchResult?.text, 'acme-2');
    assert.equal(names(catalog)?.length, 11);
  });

  it('reaches workspaces that become known only while it runs', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 3, northwind: 3 });
    await clock.runUntilSettled(catalog.search('-1'));
    assert.deepEqual(names(catalog), ['acme-1', 'northwind-1']);
    assert.equal(api.requests.filter((request) => request.includes('?')).length, 2);
  });

  it('finds by name for others without showing anything of it', async () => {
    const { catalog, clock, api } = createCatalog({ acme: 250, northwind: 3 });
    await clock.runUntilSettled(catalog.load());
    api.requests.length = 0;
    let changes = 0;
    catalog.onDidChange(() => changes++);
    const found: string[] = [];
    const add = (repositories: readonly { readonly name: string }[]) =>
      found.push(...repositories.map((it) => it.name));
    await clock.runUntilSettled(catalog.find('wind', add, new AbortController().signal));
    assert.deepEqual([found, changes], [['northwind-0', 'northwind-1', 'northwind-2'], 0]);
    assert.deepEqual(api.requests, ['acme?wind', 'northwind?wind']);
  });

  it('returns to the whole list when it is cleared', async () => {
    const { catalog, clock } = createCatalog({ acme: 3 });
    await clock.runUntilSettled(catalog.load());
    const search = catalog.search('acme-1');
    catalog.clearSearch();
    await clock.runUntilSettled(search);
    assert.equal(catalog.searchResult, undefined);
    assert.deepEqual(describeListings(catalog.listings), ['acme: 3']);
  });
});
