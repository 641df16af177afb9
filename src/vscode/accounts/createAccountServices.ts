import type { TokenSource } from '../../auth/sessions';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { BitbucketClient } from '../../bitbucket/bitbucketClient';
import type { Fetch } from '../../bitbucket/http';
import { FileCache } from '../../node/fileCache';
import type { StateStore } from '../../repositories/cacheStore';
import { CiStates } from '../../repositories/ciStates';
import { LastUsedBranches } from '../../repositories/lastUsedBranches';
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
}

/** Everything the extension can do for one account at one Bitbucket. Loaded on first use: the validator comes with it. */
export function createAccountServices(
  { accountId, apiUrl, tokens }: AccountAtBitbucket,
  { fetch, state, clock, log, storageFolder }: AccountServicesPorts,
): AccountServices & RepositoryServices {
  const api = new BitbucketClient({
    apiUrl,
    userAgent,
    fetch,
    tokens: toAccessTokenSource(tokens),
    clock,
    log,
  });
  const cache = new FileCache({ folder: toCacheFolder(storageFolder, apiUrl, accountId), log });
  return {
    ...createRepositoryServices(api, cache, state),
    catalog: new RepositoryCatalog({ api, cache, clock, log }),
    ciStates: new CiStates({ api, cache, clock }),
    lastUsedBranches: new LastUsedBranches(state),
  };
}
