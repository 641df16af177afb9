import type { Disposable, Event } from '../../base/event';

/**
 * A folder of named records that several windows share and that outlives them all. Implemented by
 * `node/diskDraftFolders.ts`, in memory in tests. Unlike a cache it never loses anything silently: what fails rejects
 * with `DraftStoreError`. Names are lower-case letters, digits and hyphens, at most eighty.
 */
export interface DraftFolder {
  /** Names of the records, in no order; none where there is no folder yet. */
  list(): Promise<readonly string[]>;
  /** `undefined` when there is none by that name, or when what lies there is damaged (it is kept aside then). */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Whether a damaged record was found, at any time: it may have referred to others. */
  hasDamaged(): Promise<boolean>;
  /** Atomic: a crash leaves the old bytes or the new ones. On the disk once it, or the exclusive work it is part of, resolves. */
  replace(name: string, bytes: Uint8Array): Promise<void>;
  /** Nothing to remove is no error. */
  remove(name: string): Promise<void>;
  /** Runs alone among all windows; what a crashed one held is taken over. Not to be nested. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Names of the records that changed, by whichever window; `undefined` where they are not known. Watched while somebody listens. */
  readonly onDidChange: Event<readonly string[] | undefined>;
}

/** All folders of drafts of one Bitbucket on this computer. */
export interface DraftFolders extends Disposable {
  /** The same object on every call for one key, which is any text. Nothing is created before something is kept. */
  open(key: string): DraftFolder;
  /** Those that exist; the same objects as `open` gives. */
  list(): Promise<readonly DraftFolder[]>;
  /** A record changed or came about in some folder. Watched while somebody listens. */
  readonly onDidChange: Event<DraftFolder>;
}
