import { RepositoryCatalog } from '../../../src/repositories/repositoryCatalog';
import type { RepositoryListing } from '../../../src/repositories/repositoryListing';
import { FakeClock } from '../../support/fakeClock';
import { createRepositories, FakeRepositoryLists } from '../../support/fakeRepositoryLists';
import { MemoryCache } from '../../support/memoryStores';
import { silentLog } from '../../support/silentLog';

/** A catalog over a fake Bitbucket with so many repositories per workspace. */
export function createCatalog(
  workspaces: Readonly<Record<string, number>>,
  shared: { readonly cache?: MemoryCache; readonly clock?: FakeClock } = {},
) {
  const clock = shared.clock ?? new FakeClock();
  const cache = shared.cache ?? new MemoryCache();
  const api = new FakeRepositoryLists(clock);
  for (const [slug, count] of Object.entries(workspaces)) api.repositories.set(slug, createRepositories(slug, count));
  const catalog = new RepositoryCatalog({ api, cache, clock, log: silentLog });
  return { api, cache, catalog, clock };
}

/** `acme: 3` per workspace, with what else is to be known. */
export function describeListings(listings: readonly RepositoryListing[]): string[] {
  return listings.map(({ workspace, repositories, isLoading, failure }) =>
    [
      `${workspace.slug}: ${repositories.length}`,
      ...(isLoading ? ['loading'] : []),
      ...(failure === undefined ? [] : [failure.failure.kind]),
    ].join(' '),
  );
}
