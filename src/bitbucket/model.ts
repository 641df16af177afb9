/** What the extension knows of Bitbucket's objects: the fields it uses, under the field's own names. */

export interface User {
  /** `{…}` with braces, as Bitbucket writes it; never changes. */
  readonly uuid: string;
  readonly displayName: string;
  readonly nickname: string | undefined;
}

export interface Workspace {
  readonly uuid: string;
  readonly slug: string;
}

export interface Repository {
  readonly uuid: string;
  /** Slugs; together they address the repository. */
  readonly workspace: string;
  readonly slug: string;
  readonly name: string;
  readonly workspaceName: string;
  readonly description: string;
  readonly isPrivate: boolean;
  /** ISO 8601. */
  readonly updatedOn: string;
  /** `undefined` in an empty repository. */
  readonly mainBranch: string | undefined;
}

export interface Branch {
  readonly name: string;
  /** Forty hexadecimal digits. */
  readonly commit: string;
  /** ISO 8601, of the commit. */
  readonly date: string;
}

export interface SourceEntry {
  readonly kind: 'file' | 'directory';
  /** From the repository's root, without a leading or trailing slash. */
  readonly path: string;
  /** Bytes; absent for directories. */
  readonly size: number | undefined;
  readonly attributes: readonly ('link' | 'executable' | 'subrepository' | 'binary' | 'lfs')[];
}

export interface CommitStatus {
  readonly key: string;
  readonly name: string;
  readonly state: 'SUCCESSFUL' | 'FAILED' | 'INPROGRESS' | 'STOPPED';
  /** The run's page; `undefined` where it is not an http(s) address. */
  readonly url: string | undefined;
}

export interface Commit {
  /** Forty hexadecimal digits. */
  readonly hash: string;
  /** Hashes; none for the first commit, two or more for a merge. */
  readonly parents: readonly string[];
  /** As written, with its line breaks. */
  readonly message: string;
  /** ISO 8601. */
  readonly date: string;
  /** The Bitbucket user's name where the author is one, else the name in Git's own author line. */
  readonly authorName: string;
  /** `{…}` with braces; `undefined` where Bitbucket knows no user by that author. */
  readonly authorUuid: string | undefined;
}

/** How Git keeps a file: the part of its mode that a change may lose. */
export type FileMode = 'file' | 'executable' | 'link';

/** A path that differs between two commits. */
export interface ChangedPath {
  readonly kind: 'added' | 'modified' | 'removed' | 'renamed';
  /** Where it is in the newer commit; in the older one when it was removed. */
  readonly path: string;
  /** Where it was before; another path than `path` only when renamed. */
  readonly oldPath: string;
}

/** A file as one commit of its history left it. */
export interface FileVersion {
  readonly commit: Commit;
  /** The file's path at that commit: earlier names are followed. */
  readonly path: string;
}

/** A commit to be made. Bitbucket puts the account's own name and address on it. */
export interface NewCommit {
  /** Created when it does not exist yet. */
  readonly branch: string;
  /** Where the branch must be for the commit to be accepted; `undefined` only for the first commit of an empty repository. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array; readonly mode: FileMode }[];
  /** Paths of files. */
  readonly deletions: readonly string[];
}

/** One page of a collection; `size` is the whole collection's length where Bitbucket states it. */
export interface Page<T> {
  readonly values: readonly T[];
  readonly size: number | undefined;
}
