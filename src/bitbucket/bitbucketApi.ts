import type {
  Branch,
  ChangedPath,
  Commit,
  CommitStatus,
  FileVersion,
  NewCommit,
  Page,
  Repository,
  SourceEntry,
  User,
  Workspace,
} from './model';

/**
 * Supplies a token that is valid right now, or for sessions without OAuth a whole `Basic` credential in its place.
 * `auth/` satisfies it; tests fake it. Whoever rejects with a `BitbucketError`
 * decides how the request fails (no network while renewing: `unreachable`); any other error makes it `unauthorized`.
 */
export interface AccessTokenSource {
  getAccessToken(signal?: AbortSignal): Promise<string>;
  /**
   * The API refused this token (401): resolves with another one, or rejects when there is none to be had. The same one
   * says that the token is good, and the request itself was refused.
   */
  renewAccessToken(refused: string, signal?: AbortSignal): Promise<string>;
}

export interface RepositoryId {
  readonly workspace: string;
  readonly slug: string;
}

/** What the extension asks of Bitbucket Cloud for one account. Everything rejects with `BitbucketError`, or the abort reason. */
export interface BitbucketApi {
  fetchUser(signal?: AbortSignal): Promise<User>;
  /** Workspaces the account is in, page by page. */
  listWorkspaces(signal?: AbortSignal): AsyncIterable<Page<Workspace>>;
  /** Repositories of a workspace that the account can write to, last updated first, page by page. */
  listWritableRepositories(
    workspace: string,
    options?: { readonly nameContains?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<Repository>>;
  fetchRepository(repository: RepositoryId, signal?: AbortSignal): Promise<Repository>;
  /** Those of the named branches that exist, in no particular order, in one request. */
  findBranches(repository: RepositoryId, names: readonly string[], signal?: AbortSignal): Promise<readonly Branch[]>;
  /** The whole hash (forty hexadecimal digits) of a commit, of whose hash at least seven digits are given; `undefined` when there is none. */
  findCommit(repository: RepositoryId, hash: string, signal?: AbortSignal): Promise<string | undefined>;
  listBranches(
    repository: RepositoryId,
    options?: { readonly nameContains?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<Branch>>;
  /**
   * Entries below a directory (`''` is the root) at a commit. With `pathContains` only those whose path contains one of
   * the texts. `maxDepth` 1 is the directory itself, the default. Too much to walk rejects as `tooLarge`.
   */
  listSource(
    repository: RepositoryId,
    commit: string,
    directory: string,
    options?: { readonly maxDepth?: number; readonly pathContains?: readonly string[]; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<SourceEntry>>;
  /** What a path is at a commit, without its content. */
  fetchSourceEntry(repository: RepositoryId, commit: string, path: string, signal?: AbortSignal): Promise<SourceEntry>;
  /** A file's bytes; a directory rejects as `unexpected`. LFS files come from where Bitbucket redirects to, without the token. */
  fetchFile(repository: RepositoryId, commit: string, path: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** CI results of a commit, newest first; at most one page of 100. */
  fetchCommitStatuses(repository: RepositoryId, commit: string, signal?: AbortSignal): Promise<readonly CommitStatus[]>;
  /** Only those of the given paths that are files at the commit, as many requests as their names need (one for about a hundred). */
  findSourceEntries(
    repository: RepositoryId,
    commit: string,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly SourceEntry[]>;
  /** The commit a branch points to now, in one request; `undefined` when there is no such branch. */
  findTip(repository: RepositoryId, branch: string, signal?: AbortSignal): Promise<Commit | undefined>;
  /** What the account may do with a repository at most; `undefined` when it has no access. */
  findPermission(repository: RepositoryId, signal?: AbortSignal): Promise<'admin' | 'write' | 'read' | undefined>;
  fetchCommit(repository: RepositoryId, commit: string, signal?: AbortSignal): Promise<Commit>;
  /** Commits that `from` (a hash) reaches and `exclude` does not, newest first; those that touch `path` when it is given. */
  listCommits(
    repository: RepositoryId,
    from: string,
    options?: { readonly exclude?: string; readonly path?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<Commit>>;
  /** Newest first, beginning with `commit`; earlier names of the file are followed. */
  listFileHistory(
    repository: RepositoryId,
    commit: string,
    path: string,
    signal?: AbortSignal,
  ): AsyncIterable<Page<FileVersion>>;
  /**
   * What differs in `to` from `from` (hashes). With `sinceMergeBase` only what `to` changed since the two parted.
   * `from` may be `undefined` when `to` has no parent: everything in it is new then.
   */
  listChanges(
    repository: RepositoryId,
    range: { readonly from: string | undefined; readonly to: string; readonly sinceMergeBase?: boolean },
    options?: { readonly path?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<ChangedPath>>;
  /** The best common ancestor of two commits; `undefined` when they have none. */
  findMergeBase(
    repository: RepositoryId,
    commits: readonly [string, string],
    signal?: AbortSignal,
  ): Promise<string | undefined>;
  /** Rejects as `unexpected` (400) when the name is taken or not one Git allows. */
  createBranch(repository: RepositoryId, name: string, commit: string, signal?: AbortSignal): Promise<Branch>;
  /**
   * One commit on the tip of a branch. `conflict` when the branch is not at `parent`, `forbidden` also when it is
   * protected. Never sent twice unless it was refused before anything was done (401, 429). After any other failure the
   * commit may have been made or not: only looking tells.
   */
  commitFiles(repository: RepositoryId, commit: NewCommit, signal?: AbortSignal): Promise<void>;
}
