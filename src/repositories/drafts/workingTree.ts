import type { Event } from '../../base/event';
import type { ListedEntry } from '../listing';
import type { RepositoryLocation } from '../location';
import type { FileInfo } from '../repositoryFiles';
import type { BranchDrafts } from './branchDrafts';
import type { EditOrigin } from './treeBases';

/** Why a change to a branch's files cannot be made. Nothing was changed. */
export type WorkingTreeFailure =
  | { readonly kind: 'notFound' | 'exists' | 'isDirectory' | 'isFile' | 'notEmpty'; readonly path: string }
  /**
   * LFS content would be committed in place of its pointer (`lfsRule`: that of a new file, by `.gitattributes`); a submodule is another repository's; a newer version of the
   * extension keeps a draft there that this one cannot read; a name with control characters cannot be sent.
   */
  | {
      readonly kind: 'readOnly';
      readonly path: string;
      readonly reason: 'commit' | 'lfs' | 'lfsRule' | 'submodule' | 'newerVersion' | 'name';
    }
  | {
      readonly kind: 'badName';
      readonly path: string;
      readonly reason: 'git' | 'windows' | 'character' | 'tooLong' | 'caseOnly';
      /** The entry that differs in case only. */
      readonly other?: string;
    };

export class WorkingTreeError extends Error {
  override readonly name = 'WorkingTreeError';
  readonly failure: WorkingTreeFailure;

  constructor(failure: WorkingTreeFailure) {
    super(`${failure.kind}: ${JSON.stringify(failure.path)}`);
    this.failure = failure;
  }
}

export interface PathChange {
  readonly kind: 'created' | 'changed' | 'deleted';
  readonly path: string;
}

/**
 * A branch as the user left it: its files at the tip this window knows, under their drafts. Rejects with
 * `WorkingTreeError`, `BitbucketError` (where something must be read first), or the store's error.
 */
export interface WorkingTree {
  readonly location: RepositoryLocation;
  readonly drafts: BranchDrafts;
  /**
   * Paths that look different now, because of drafts (any window) or because the branch moved; the path `''` stands for
   * anything, where it is not known what a move of the branch brought.
   */
  readonly onDidChange: Event<readonly PathChange[]>;
  stat(path: string, signal?: AbortSignal): Promise<FileInfo & { readonly isReadOnly: boolean }>;
  list(directory: string, signal?: AbortSignal): Promise<readonly ListedEntry[]>;
  read(path: string, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * Somebody begins to edit what was last read from the path here: a draft will start from that, even if the branch moves
   * before it is saved. To be called when an editor becomes dirty. Synchronous, no request, no error. Returns what is held,
   * to be handed in again where the editor brings the edit back in a later window.
   */
  holdBase(path: string, earlier?: EditOrigin): EditOrigin | undefined;
  /** The edit was given up. Returns whether the editor may show something older than what is there now. */
  releaseBase(path: string): boolean;
  /**
   * The editor is about to move what is at a path or below it. It gives unsaved edits up before it does, and puts their
   * text to the new place: what they began with counts for the move. Synchronous, no request, no error.
   */
  noteMove(path: string): void;
  /** What the path is compared with in a diff: its draft's base, else the tip's content; `undefined` when there was nothing. */
  readOriginal(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  write(
    path: string,
    bytes: Uint8Array,
    options: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void>;
  createFolder(path: string): Promise<void>;
  /** Files and folders; a folder's files are read first, then everything is changed at once. */
  rename(from: string, to: string, options: { readonly overwrite: boolean }): Promise<void>;
  copy(from: string, to: string, options: { readonly overwrite: boolean }): Promise<void>;
  delete(path: string, options: { readonly recursive: boolean }): Promise<void>;
}
