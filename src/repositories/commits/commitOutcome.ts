import type { ChangedPath } from '../../bitbucket/model';

/** What somebody else's work means for one draft. */
export interface Incoming {
  readonly path: string;
  /**
   * `same`: they did just what the draft does. `merged`: other lines, both fit together. `conflict`: the same lines, or
   * one side deleted what the other changed.
   */
  readonly kind: 'same' | 'merged' | 'conflict';
}

/** A branch moved: what came in, and what it means for the drafts. */
export interface IncomingChanges {
  readonly from: string;
  readonly to: string;
  /** Everything that differs between the two commits. */
  readonly changes: readonly ChangedPath[];
  /** Only of drafts that are touched. */
  readonly drafts: readonly Incoming[];
}

export interface CommitRequest {
  /** Paths of drafts. Deletions that make room for them are committed as well. */
  readonly paths: readonly string[];
  /** Not empty after trimming; checked before. */
  readonly message: string;
  /** A branch to be created from the commit the drafts started from, instead of their own branch. */
  readonly newBranch?: string;
  readonly signal?: AbortSignal;
}

/** No answer, and looking was not possible either: the drafts stay, and the end is found out later. */
export interface UnknownOutcome {
  readonly kind: 'unknown';
  /** Looking needs a session, and it ended after the commit was sent. */
  readonly isSignInNeeded?: true;
}

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly commit: string; readonly branch: string; readonly paths: readonly string[] }
  /** Everything asked for is on the branch already; the drafts are gone. */
  | { readonly kind: 'alreadyThere'; readonly commit: string }
  /** Somebody changed other lines of the same files: the drafts hold both now and want a look before they are committed. */
  | { readonly kind: 'merged'; readonly paths: readonly string[] }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /** 403 although the account may write: only a pull request gets there. */
  | { readonly kind: 'protected'; readonly branch: string }
  /** 403 because the account may not write (any more). */
  | { readonly kind: 'notAllowed' }
  /** Somebody deleted the branch, as after its pull request was merged; the repository is still there. */
  | { readonly kind: 'branchGone'; readonly branch: string }
  /** The branch moved at every attempt. */
  | { readonly kind: 'movedTooOften' }
  | UnknownOutcome
  /** The commit is there, but holds something else than was sent; the drafts stay. */
  | { readonly kind: 'differs'; readonly commit: string; readonly paths: readonly string[] }
  | { readonly kind: 'branchExists'; readonly branch: string }
  | { readonly kind: 'badBranchName'; readonly branch: string };

/** What to do with a draft in conflict. */
export type ConflictChoice = 'mine' | 'theirs' | 'both';
