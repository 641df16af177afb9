import { type Permission } from '../state/model';

/** What an emulator starts with. Plain data: `--seed FILE` reads the same as JSON. */
export interface Seed {
  readonly users: readonly SeedUser[];
  readonly workspaces: readonly SeedWorkspace[];
  /** Git histories by name. Repositories may share one: each gets its own commits, made when first needed. */
  readonly contents: Readonly<Record<string, SeedContent>>;
  readonly repositories: readonly SeedRepository[];
}

export interface SeedUser {
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
}

interface SeedWorkspace {
  readonly slug: string;
  readonly name: string;
  /** By user name. */
  readonly members: Readonly<Record<string, 'administrator' | 'member'>>;
}

export interface SeedRepository {
  readonly workspace: string;
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly language?: string;
  /** Default: true. */
  readonly isPrivate?: boolean;
  /** ISO 8601. */
  readonly updatedOn: string;
  /** The default branch. Absent in an empty repository, together with `content`. */
  readonly mainBranch?: string;
  /** A name in `Seed.contents`. */
  readonly content?: string;
  /** By user name; who is not named does not see the repository. */
  readonly permissions: Readonly<Record<string, Permission>>;
  /** CI results on branch tips. */
  readonly statuses?: readonly SeedStatus[];
}

export interface SeedStatus {
  readonly branch: string;
  readonly key: string;
  readonly name: string;
  readonly state: 'SUCCESSFUL' | 'FAILED' | 'INPROGRESS' | 'STOPPED';
}

export interface SeedContent {
  /** In order; the first one on a branch starts where `from` stands. */
  readonly commits: readonly SeedCommit[];
}

export interface SeedCommit {
  readonly branch: string;
  /** Another branch, earlier in the list, that this branch starts from. */
  readonly from?: string;
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** ISO 8601. */
  readonly date: string;
  readonly files: Readonly<Record<string, SeedFile>>;
  readonly deleted?: readonly string[];
}

/** A file's text, or its bytes, or a text repeated; with another Git mode than 100644 where it matters. */
export type SeedFile =
  | string
  | { readonly text: string; readonly mode?: GitMode }
  | { readonly base64: string; readonly mode?: GitMode }
  | { readonly repeat: string; readonly times: number };

/** Ordinary, executable, symbolic link. */
export type GitMode = '100644' | '100755' | '120000';
