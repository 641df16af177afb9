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

/** One page of a collection; `size` is the whole collection's length where Bitbucket states it. */
export interface Page<T> {
  readonly values: readonly T[];
  readonly size: number | undefined;
}
