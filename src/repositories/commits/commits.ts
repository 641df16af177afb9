import type { WorkingTree } from '../drafts/workingTree';
import type { CommitOutcome, CommitRequest, ConflictChoice, IncomingChanges } from './commitOutcome';

/** What committing needs of a working tree. */
export type CommittedTree = Pick<WorkingTree, 'location' | 'drafts'>;

/**
 * Turns drafts into commits without ever undoing somebody else's work. Rejects with `BitbucketError` when nothing was
 * sent or everything was refused; the drafts stay in every case but `committed` and `alreadyThere`.
 */
export interface Commits {
  /**
   * At most n + 4 requests for n files when nobody interferes: tip, POST, new tip, n raw reads, one listing for modes.
   * One more for each further hundred files: Bitbucket lists no more of them at once.
   */
  commit(tree: CommittedTree, request: CommitRequest): Promise<CommitOutcome>;
  /** Finds out how a commit ended whose answer never came, also one of a window that crashed; `undefined` when there is none. */
  settle(tree: CommittedTree, signal?: AbortSignal): Promise<CommitOutcome | undefined>;
  /**
   * Looks where the branch is (one request) and, if it moved, what that means for the drafts: those it does not touch
   * get the new tip as their base, those it touches are judged but left as they are. `undefined` when nothing moved.
   * Rejects with `BranchGoneError` where the branch was deleted.
   */
  look(tree: CommittedTree, signal?: AbortSignal): Promise<IncomingChanges | undefined>;
  /**
   * Merges the tip into the drafts it touches: merged content replaces theirs, conflicts are marked. Rejects with
   * `BranchGoneError` where the branch was deleted.
   */
  merge(tree: CommittedTree, signal?: AbortSignal): Promise<IncomingChanges>;
  /** The three sides of a conflict; a side that does not exist is `undefined`. */
  readSides(
    tree: CommittedTree,
    path: string,
    signal?: AbortSignal,
  ): Promise<{
    readonly base: Uint8Array | undefined;
    readonly mine: Uint8Array | undefined;
    readonly theirs: Uint8Array | undefined;
  }>;
  /** Ends a conflict; what it replaces is put aside. */
  resolve(tree: CommittedTree, path: string, choice: ConflictChoice): Promise<void>;
  /** The user merged the file by hand: the draft's content as it is now stands on theirs. */
  markResolved(tree: CommittedTree, path: string): Promise<void>;
}
