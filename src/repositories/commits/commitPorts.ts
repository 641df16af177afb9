import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Branch, ChangedPath, FileMode } from '../../bitbucket/model';

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

/** One commit of this program, read back: what it changed, so that nothing of it needs to be fetched again. */
export interface CommitStep {
  readonly repository: RepositoryId;
  /** `undefined` for the first commit of a repository. */
  readonly parent: string | undefined;
  readonly commit: string;
  readonly files: readonly {
    readonly path: string;
    /** `undefined` for a deletion. */
    readonly content: { readonly bytes: Uint8Array; readonly mode: FileMode } | undefined;
  }[];
}

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
  noteStep(step: CommitStep): Promise<void>;
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
