import type { Branch, CommitStatus, Page, Repository, SourceEntry, User, Workspace } from './model';

/**
 * Supplies a token that is valid right now. `auth/` satisfies it; tests fake it. Whoever rejects with a `BitbucketError`
 * decides how the request fails (no network while renewing: `unreachable`); any other error makes it `unauthorized`.
 */
export interface AccessTokenSource {
  getAccessToken(signal?: AbortSignal): Promise<string>;
  /** The API refused this token (401): resolves with another one, or rejects when there is none to be had. */
  renewAccessToken(refused: string, signal?: AbortSignal): Promise<string>;
}

export interface RepositoryId {
  readonly workspace: string;
  readonly slug: string;
}

/** What the extension reads from Bitbucket Cloud for one account. Everything rejects with `BitbucketError`, or the abort reason. */
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
}
