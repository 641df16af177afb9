import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BranchTips } from './branchTips';
import type { CacheStore, StateStore } from './cacheStore';
import type { Commits } from './commits/commits';
import type { DraftBook } from './drafts/branchDrafts';
import { BranchWorkingTree } from './drafts/branchWorkingTree';
import type { WorkingTree } from './drafts/workingTree';
import { RepositoryHistory } from './history/repositoryHistory';
import { LastUsedBranches } from './lastUsedBranches';
import { createLazyCommits } from './lazyCommits';
import { OfflineTips } from './offlineTips';
import { RepositoryFiles } from './repositoryFiles';
import { RepositorySnapshots } from './repositorySnapshots';

/** What one account can do with repositories. */
export interface RepositoryServices {
  readonly accountId: string;
  readonly api: BitbucketApi;
  readonly tips: BranchTips;
  readonly files: RepositoryFiles;
  readonly snapshots: RepositorySnapshots;
  readonly history: RepositoryHistory;
  readonly commits: Commits;
  /** Of this account only: for what others make of the files, kept by commit or content. */
  readonly cache: CacheStore;
  /** The same object on every call for one branch. */
  readonly workingTree: (repository: RepositoryId, branch: string) => WorkingTree;
}

export interface RepositoryServicesPorts {
  readonly accountId: string;
  readonly api: BitbucketApi;
  /** Of this account only. */
  readonly cache: CacheStore;
  readonly state: StateStore;
  readonly drafts: DraftBook;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a branch is shown where it was last seen in any session while Bitbucket cannot be asked; yes when left out. */
  readonly remembersTips?: boolean;
}

/** Builds one account's services around one belief about where branches are. */
export function createRepositoryServices(ports: RepositoryServicesPorts): RepositoryServices {
  const { accountId, api, cache, state, clock, log, remembersTips = true } = ports;
  const tips = new BranchTips(
    api,
    remembersTips ? { offlineTips: new OfflineTips({ cache, clock }), clock } : undefined,
  );
  const files = new RepositoryFiles({ api, cache, tips });
  return {
    accountId,
    api,
    cache,
    tips,
    files,
    snapshots: new RepositorySnapshots({ api, cache, tips, files, lastUsedBranches: new LastUsedBranches(state) }),
    history: new RepositoryHistory({ api, cache }),
    commits: createLazyCommits(async () => {
      const { CommitProtocol } = await import('./commits/commitProtocol');
      return new CommitProtocol({ api, tips, files, clock, log });
    }),
    workingTree: createWorkingTrees(ports, files),
  };
}

function createWorkingTrees({ accountId, api, drafts: book, log }: RepositoryServicesPorts, files: RepositoryFiles) {
  const trees = new Map<string, WorkingTree>();
  return ({ workspace, slug }: RepositoryId, branch: string): WorkingTree => {
    const key = `${workspace}/${slug}/${branch}`;
    const known = trees.get(key);
    if (known !== undefined) return known;
    const repository = { workspace, slug };
    const drafts = book.open({ accountId, repository, branch });
    const location = { repository, ref: { kind: 'branch', name: branch } } as const;
    const tree = new BranchWorkingTree({ location, drafts, files, api, log });
    trees.set(key, tree);
    return tree;
  };
}
