import { join } from 'node:path';
import type { TokenSource } from '../../auth/sessions';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { BitbucketClient } from '../../bitbucket/bitbucketClient';
import type { Fetch } from '../../bitbucket/http';
import { FileCache } from '../../node/fileCache';
import { KeptFiles } from '../../node/keptFiles';
import type { StateStore } from '../../repositories/cacheStore';
import { CiStates } from '../../repositories/ciStates';
import type { DraftBook } from '../../repositories/drafts/branchDrafts';
import { LastUsedBranches } from '../../repositories/lastUsedBranches';
import { OfflineBranches } from '../../repositories/offlineBranches';
import { OfflineCache } from '../../repositories/offlineStore';
import { RepositoryCatalog } from '../../repositories/repositoryCatalog';
import { createRepositoryServices, type RepositoryServices } from '../../repositories/repositoryServices';
import type { AccountServices } from './accountServices';
import { toAccessTokenSource } from './accessTokens';
import { toCacheFolder } from './accountCache';
import { userAgent } from './userAgent';

export interface AccountServicesPorts {
  readonly fetch: Fetch;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Path of a folder that belongs to the extension; created when something is kept. */
  readonly storageFolder: string;
}

export interface AccountAtBitbucket {
  readonly accountId: string;
  readonly apiUrl: string;
  readonly tokens: TokenSource;
  /** Of that Bitbucket. */
  readonly drafts: DraftBook;
}

/** Everything the extension can do for one account at one Bitbucket. Loaded on first use: the validator comes with it. */
export function createAccountServices(
  { accountId, apiUrl, tokens, drafts }: AccountAtBitbucket,
  { fetch, state, clock, log, storageFolder }: AccountServicesPorts,
): Omit<AccountServices, keyof RepositoryServices> & RepositoryServices & { readonly offline: OfflineBranches } {
  const api = new BitbucketClient({
    apiUrl,
    userAgent,
    fetch,
    tokens: toAccessTokenSource(tokens),
    clock,
    log,
  });
  const folder = toCacheFolder(storageFolder, apiUrl, accountId);
  const store = new KeptFiles(join(folder, 'kept'));
  const cache = new OfflineCache(new FileCache({ folder, log }), store);
  const services = createRepositoryServices({ accountId, api, cache, state, drafts, clock, log });
  return {
    ...services,
    offline: new OfflineBranches({ api, cache, store, tips: services.tips, files: services.files, clock }),
    catalog: new RepositoryCatalog({ api, cache, clock, log }),
    ciStates: new CiStates({ api, cache, clock }),
    lastUsedBranches: new LastUsedBranches(state),
  };
}
