import type { BitbucketApi, RepositoryId } from './bitbucketApi';
import { findBranches, listBranches } from './branches';
import { findCommit } from './commits';
import { fetchCommitStatuses } from './commitStatuses';
import { Connection, type ConnectionOptions } from './connection';
import type { Branch, CommitStatus, Page, Repository, SourceEntry, User, Workspace } from './model';
import { fetchRepository, listWritableRepositories } from './repositories';
import { fetchFile, fetchSourceEntry, listSource } from './source';
import { fetchUser } from './user';
import { listWorkspaces } from './workspaces';

/** Bitbucket Cloud for one account, over HTTP. Holds nothing but the connection: what it answers is never cached. */
export class BitbucketClient implements BitbucketApi {
  readonly #connection: Connection;

  /** Throws a `TypeError` when `apiUrl` is not an address. */
  constructor(options: ConnectionOptions) {
    this.#connection = new Connection(options);
  }

  fetchUser(signal?: AbortSignal): Promise<User> {
    return fetchUser(this.#connection, signal);
  }

  listWorkspaces(signal?: AbortSignal): AsyncIterable<Page<Workspace>> {
    return listWorkspaces(this.#connection, signal);
  }

  listWritableRepositories(
    workspace: string,
    options?: { readonly nameContains?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<Repository>> {
    return listWritableRepositories(this.#connection, workspace, options);
  }

  fetchRepository(repository: RepositoryId, signal?: AbortSignal): Promise<Repository> {
    return fetchRepository(this.#connection, repository, signal);
  }

  findBranches(repository: RepositoryId, names: readonly string[], signal?: AbortSignal): Promise<readonly Branch[]> {
    return findBranches(this.#connection, repository, names, signal);
  }

  findCommit(repository: RepositoryId, hash: string, signal?: AbortSignal): Promise<string | undefined> {
    return findCommit(this.#connection, repository, hash, signal);
  }

  listBranches(
    repository: RepositoryId,
    options?: { readonly nameContains?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<Branch>> {
    return listBranches(this.#connection, repository, options);
  }

  listSource(
    repository: RepositoryId,
    commit: string,
    directory: string,
    options?: { readonly maxDepth?: number; readonly pathContains?: readonly string[]; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<SourceEntry>> {
    return listSource(this.#connection, repository, commit, directory, options);
  }

  fetchSourceEntry(repository: RepositoryId, commit: string, path: string, signal?: AbortSignal): Promise<SourceEntry> {
    return fetchSourceEntry(this.#connection, repository, commit, path, signal);
  }

  fetchFile(repository: RepositoryId, commit: string, path: string, signal?: AbortSignal): Promise<Uint8Array> {
    return fetchFile(this.#connection, repository, commit, path, signal);
  }

  fetchCommitStatuses(
    repository: RepositoryId,
    commit: string,
    signal?: AbortSignal,
  ): Promise<readonly CommitStatus[]> {
    return fetchCommitStatuses(this.#connection, repository, commit, signal);
  }
}
