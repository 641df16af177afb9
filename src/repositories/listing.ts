import type { FileMode } from '../bitbucket/model';

/** An entry of a directory, under its own name. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly size: number;
  readonly isLink: boolean;
  /** `file` for directories. */
  readonly mode: FileMode;
  /** Git keeps a pointer; Bitbucket hands out what it points to. */
  readonly isLfs: boolean;
  /** Another repository's commit: shown as a folder without content, as in a clone without submodules. */
  readonly isSubrepository: boolean;
}

/** An entry with its path from the repository's root. */
export interface PlacedEntry {
  readonly path: string;
  readonly entry: ListedEntry;
}

/** The entries of a directory, unless there is none. */
export type Listing = readonly ListedEntry[] | 'missing';
