import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { FileMode } from '../../bitbucket/model';

/** Whose edits, and of what: drafts stay with the account, the repository and the branch they were made for. */
export interface DraftScope {
  readonly accountId: string;
  readonly repository: RepositoryId;
  readonly branch: string;
}

/** What a path held when it was first touched; Bitbucket names no hash of a file, so it is computed from the bytes. */
export interface DraftBase {
  /** The commit it was read at. */
  readonly commit: string;
  /** SHA-256 of the bytes in hexadecimal; `undefined` where a file was deleted without having been read. */
  readonly hash: string | undefined;
  readonly mode: FileMode;
}

export type DraftChange =
  | { readonly kind: 'content'; readonly hash: string; readonly size: number; readonly mode: FileMode }
  | { readonly kind: 'deleted' }
  /** A folder without files: Git keeps none, so it is never committed and never counted as a change. */
  | { readonly kind: 'folder' };

/** What somebody else made of the path meanwhile, on the same lines: the user has to choose. */
export interface DraftConflict {
  readonly commit: string;
  /** `undefined` where they deleted the file. */
  readonly theirs: { readonly hash: string; readonly mode: FileMode } | undefined;
}

/** A saved edit that is not committed yet: one path of one branch. */
export interface Draft {
  readonly path: string;
  /** `undefined` when nothing was at the path. */
  readonly base: DraftBase | undefined;
  /** Without a base: a commit at which nothing was at the path. Unknown costs a request when it is committed. */
  readonly absentAt?: string;
  readonly change: DraftChange;
  /** The path whose file was moved here; its own draft says `deleted`. */
  readonly renamedFrom: string | undefined;
  /** Milliseconds since the epoch; never goes back for one path. */
  readonly savedMs: number;
  /** `savedMs` of the first save since the path had no draft; unknown in records of the first version. */
  readonly sinceMs?: number;
  readonly conflict: DraftConflict | undefined;
}

/** A commit that was asked for and whose end is not known yet; kept on disk so that a crash does not forget it. */
export interface PendingCommit {
  /** Where it goes, which may be another branch than the drafts' own. */
  readonly branch: string;
  /** `undefined` for the first commit of an empty repository. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly startedMs: number;
  readonly files: readonly {
    readonly path: string;
    /** `undefined` for a deletion. */
    readonly content: { readonly hash: string; readonly mode: FileMode } | undefined;
    /** Of the draft that was sent; unknown in records of the first version. */
    readonly savedMs?: number;
  }[];
}

/** Drafts that were put aside together (discarded, or replaced by a merge) and can be had back. */
export interface SetAside {
  readonly id: string;
  readonly reason: 'discarded' | 'merged' | 'overwritten';
  readonly setAsideMs: number;
  readonly drafts: readonly Draft[];
}
