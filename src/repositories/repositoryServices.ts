import type { BitbucketApi } from '../bitbucket/bitbucketApi';
import { BranchTips } from './branchTips';
import type { CacheStore, StateStore } from './cacheStore';
import { LastUsedBranches } from './lastUsedBranches';
import { RepositoryFiles } from './repositoryFiles';
import { RepositorySnapshots } from './repositorySnapshots';

/** What one account can do with repositories. */
export interface RepositoryServices {
  readonly api: BitbucketApi;
  readonly tips: BranchTips;
  readonly files: RepositoryFiles;
  readonly snapshots: RepositorySnapshots;
}

/** Builds one account's services around one belief about where branches are. `cache` must hold this account's data only. */
export function createRepositoryServices(api: BitbucketApi, cache: CacheStore, state: StateStore): RepositoryServices {
  const tips = new BranchTips(api);
  return {
    api,
    tips,
    files: new RepositoryFiles({ api, cache, tips }),
    snapshots: new RepositorySnapshots({ api, cache, tips, lastUsedBranches: new LastUsedBranches(state) }),
  };
}
