import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { SnapshotSource } from '../../repositories/branchSnapshot';
import type { CiStateSource } from '../../repositories/ciStates';
import type { BranchDrafts } from '../../repositories/drafts/branchDrafts';
import type { LastUsedBranches } from '../../repositories/lastUsedBranches';
import type { RepositoryCatalog } from '../../repositories/repositoryCatalog';

/** What the view needs of one account; made when its rows are first shown. Signing out stops the catalog, signing in again loads it anew. */
export interface AccountServices {
  readonly api: Pick<BitbucketApi, 'listBranches'>;
  readonly catalog: RepositoryCatalog;
  readonly snapshots: SnapshotSource;
  readonly ciStates: CiStateSource;
  readonly lastUsedBranches: Pick<LastUsedBranches, 'get' | 'set'>;
  /** The same object on every call. */
  readonly workingTree: (
    repository: RepositoryId,
    branch: string,
  ) => { readonly drafts: Pick<BranchDrafts, 'all' | 'onDidChange'> };
}
