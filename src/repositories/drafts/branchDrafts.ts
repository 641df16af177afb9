import type { Event } from '../../base/event';
import type { FileMode } from '../../bitbucket/model';
import type { Draft, DraftBase, DraftConflict, DraftScope, PendingCommit, SetAside } from './draft';

/** A new state of one path. */
export interface DraftEdit {
  readonly path: string;
  /** Taken when the path has no draft yet; one that exists keeps its own base. */
  readonly base: (DraftBase & { readonly bytes: Uint8Array | undefined }) | undefined;
  /** Without a base: the commit at which nothing was found at the path. Taken together with the base. */
  readonly absentAt?: string;
  readonly change:
    | { readonly kind: 'content'; readonly bytes: Uint8Array; readonly mode: FileMode }
    | { readonly kind: 'deleted' }
    | { readonly kind: 'folder' };
  readonly renamedFrom?: string;
  /** Another file takes the place of what is there, which nobody may have looked at: a draft can be had back. */
  readonly isReplacement?: boolean;
  /**
   * `savedMs` of the draft at the path that whoever made this edit was shown, 0 where there was none; a draft that
   * another window saved since is not replaced. Absent: what this window has heard of counts.
   */
  readonly shownMs?: number | undefined;
}

/** What a draft becomes when the branch moved under it. Applied only while the draft still has `expectedHash`. */
export interface DraftRebase {
  readonly path: string;
  /** Of the draft's content when it was looked at; `undefined` for a deletion. */
  readonly expectedHash: string | undefined;
  /** `undefined` when the path does not exist at the new tip. */
  readonly base: (DraftBase & { readonly bytes: Uint8Array | undefined }) | undefined;
  /** Without a base: the commit at which nothing is at the path. */
  readonly absentAt?: string;
  /** Absent: the content stays. */
  readonly content?: { readonly bytes: Uint8Array; readonly mode: FileMode };
  /** Absent: no conflict (any more). */
  readonly conflict?: DraftConflict;
}

/**
 * The drafts of one account on one branch, the same for every window. Every change is on disk when its promise
 * resolves; what fails rejects with `DraftStoreError` and changes nothing.
 */
export interface BranchDrafts {
  readonly scope: DraftScope;
  /** Paths whose drafts changed, in this window or another one. */
  readonly onDidChange: Event<readonly string[]>;
  /** Sorted by path. */
  all(): Promise<readonly Draft[]>;
  find(path: string): Promise<Draft | undefined>;
  /** Whether a newer version of the extension keeps a draft at the path that this one cannot read, and so will not replace. */
  isKeptByNewerVersion(path: string): Promise<boolean>;
  /** `undefined` for anything but content. */
  readContent(path: string): Promise<Uint8Array | undefined>;
  /** The bytes the draft started from, kept beside it so that merging needs no network; `undefined` where there are none. */
  readBase(path: string): Promise<Uint8Array | undefined>;
  /** Content equal to its base (bytes and mode) leaves no draft behind. All edits together or, after a crash, the first of them. */
  save(edits: readonly DraftEdit[]): Promise<void>;
  /** Puts drafts aside; `restore` undoes it. Unknown paths are passed over; `undefined` when none was known. */
  discard(paths: readonly string[], reason?: SetAside['reason']): Promise<SetAside | undefined>;
  /** Newest first; what is older than 30 days may be gone. */
  setAside(): Promise<readonly SetAside[]>;
  /** Drafts that were made at those paths since are put aside in turn. `false` when nothing by that id is left. */
  restore(id: string): Promise<boolean>;
  /** Replaces base, and content where given; the replaced content is put aside as `merged`. */
  rebase(rebases: readonly DraftRebase[]): Promise<void>;
  /**
   * Drops what was committed. A draft that was saved again meanwhile stays, on the committed content as its new base.
   * Where the commit went to another branch than this scope's, what was saved since keeps its old base, and so does one
   * that was made anew after what was sent was gone. Forgets the pending commit.
   */
  dropCommitted(commit: string, pending: PendingCommit): Promise<void>;
  pendingCommit(): Promise<PendingCommit | undefined>;
  setPendingCommit(pending: PendingCommit | undefined): Promise<void>;
}

/** A scope with at least one draft that is no empty folder, or with something put aside. */
export interface ListedScope {
  readonly scope: DraftScope;
  /** Of the drafts; none where there are only those put aside. */
  readonly count: number;
  /** Of the draft saved last; 0 where there is none. */
  readonly savedMs: number;
}

/** Every scope that holds drafts, or something put aside, on this computer. */
export interface DraftBook {
  /** The same object on every call for one scope. */
  open(scope: DraftScope): BranchDrafts;
  /** In no order. */
  listScopes(): Promise<readonly ListedScope[]>;
  /** Any draft of any scope changed, in any window. */
  readonly onDidChange: Event<DraftScope>;
}
