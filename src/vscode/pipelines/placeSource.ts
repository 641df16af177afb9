import type * as vscode from 'vscode';
import type { Disposable, Event } from '../../base/event';
import type { FileFacts } from '../../pipelines/fileFacts';
import type { Completeness } from '../../pipelines/knownFiles';
import type { PathChange } from '../../repositories/drafts/workingTree';

/** The files that a place is known to have. */
export interface Listing {
  readonly paths: readonly string[];
  readonly completeness: Completeness;
  /** The files could not be listed, so that this is not all that is known, and a later try may find more. */
  readonly isFailed?: boolean;
}

/** Keeps what was made of a content, between sessions. Never rejects. */
export interface FactsStore {
  find(hash: string): Promise<FileFacts | undefined>;
  keep(hash: string, facts: FileFacts): Promise<void>;
}

/**
 * Where the files of a repository or clone come from: Bitbucket with the drafts over it, or a folder. Paths count from
 * the root. Rejects as the file's own reading does, or with the abort reason.
 */
export interface PlaceSource extends Disposable {
  readonly rootUri: vscode.Uri;
  readonly toUri: (path: string) => vscode.Uri;
  readonly facts: FactsStore | undefined;
  /** Paths that are different now; the path `''` stands for anything. */
  readonly onDidChange: Event<readonly PathChange[]>;
  /** Whether a change may not be told: what watches a disk begins late, and on some disks never. */
  readonly mayMissChanges: boolean;
  list(signal: AbortSignal): Promise<Listing>;
  /** Names of the files in a folder; none where there is no such folder. */
  listFolder(path: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Without a request; `undefined` where that is not possible, or there is no such file. */
  readKept(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  /** At most one request; `undefined` where there is no such file. */
  read(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
}
