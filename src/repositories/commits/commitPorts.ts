import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Branch, ChangedPath } from '../../bitbucket/model';
import type { KnownStep } from '../repositoryFiles';

/** What of Bitbucket committing needs. */
export type CommitApi = Pick<
  BitbucketApi,
  | 'findTip'
  | 'findBranches'
  | 'fetchRepository'
  | 'findPermission'
  | 'listChanges'
  | 'listCommits'
  | 'findSourceEntries'
  | 'fetchFile'
  | 'commitFiles'
>;

/** What the window believes of branches; met by `BranchTips`. */
export interface KnownTips {
  /** Without a request; `undefined` when this window has not seen the branch. */
  peek(repository: RepositoryId, branch: string): { readonly commit: string } | undefined;
  /** The branch was seen there: everything shown of it follows. */
  note(repository: RepositoryId, branch: Branch): unknown;
}

/** Keeps what was read back; met by `RepositoryFiles`. */
interface CommitMemory {
  /** Must not reject: what is lost costs requests only. */
  noteStep(step: KnownStep): Promise<void>;
  /** Must not reject either. `changes` is everything that differs. */
  noteChanges(
    repository: RepositoryId,
    range: { readonly from: string; readonly to: string; readonly changes: readonly ChangedPath[] },
  ): Promise<void>;
}

export interface CommitPorts {
  readonly api: CommitApi;
  readonly tips: KnownTips;
  readonly files: CommitMemory;
  readonly clock: Clock;
  readonly log: Log;
}
