import type { BitbucketApi } from '../../src/bitbucket/bitbucketApi';
import type { CacheStore, StateStore } from '../../src/repositories/cacheStore';
import { StoredDraftBook } from '../../src/repositories/drafts/storedDraftBook';
import {
  createRepositoryServices,
  type RepositoryServices,
  type RepositoryServicesPorts,
} from '../../src/repositories/repositoryServices';
import { FakeClock } from './fakeClock';
import { MemoryDraftFolders } from './memoryDraftFolders';
import { silentLog } from './silentLog';

/** An account's services over stores in memory; nothing outlives the test, and no branch the window. */
export function createTestServices(
  api: BitbucketApi,
  cache: CacheStore,
  state: StateStore,
  overrides: Partial<RepositoryServicesPorts> = {},
): RepositoryServices {
  const clock = overrides.clock ?? new FakeClock();
  const drafts = new StoredDraftBook({ folders: new MemoryDraftFolders(), clock, log: silentLog });
  const ports = { accountId: '1', api, cache, state, drafts, clock, log: silentLog, remembersTips: false };
  return createRepositoryServices({ ...ports, ...overrides });
}
