import type { BitbucketApi, RepositoryId } from './bitbucketApi';
import { createBranch, findBranches, findTip, listBranches } from './branches';
import { listChanges } from './changes';
import { fetchCommit, findCommit, listCommits } from './commits';
import { fetchCommitStatuses } from './commitStatuses';
import { Connection, type ConnectionOptions } from './connection';
import { listFileHistory } from './fileHistory';
import { findMergeBase } from './mergeBase';
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
import { findPermission } from './permissions';
import { fetchRepository, listWritableRepositories } from './repositories';
import { fetchFile, fetchSourceEntry, listSource } from './source';
import { commitFiles } from './sourceCommit';
import { findSourceEntries } from './sourceEntries';
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

  findSourceEntries(
    repository: RepositoryId,
    commit: string,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly SourceEntry[]> {
    return findSourceEntries(this.#connection, repository, commit, paths, signal);
  }

  findTip(repository: RepositoryId, branch: string, signal?: AbortSignal): Promise<Commit | undefined> {
    return findTip(this.#connection, repository, branch, signal);
  }

  findPermission(repository: RepositoryId, signal?: AbortSignal): Promise<'admin' | 'write' | 'read' | undefined> {
    return findPermission(this.#connection, repository, signal);
  }

  fetchCommit(repository: RepositoryId, commit: string, signal?: AbortSignal): Promise<Commit> {
    return fetchCommit(this.#connection, repository, commit, signal);
  }

  listCommits(
    repository: RepositoryId,
    from: string,
    options?: { readonly exclude?: string; readonly path?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<Commit>> {
    return listCommits(this.#connection, repository, from, options);
  }

  listFileHistory(
    repository: RepositoryId,
    commit: string,
    path: string,
    signal?: AbortSignal,
  ): AsyncIterable<Page<FileVersion>> {
    return listFileHistory(this.#connection, repository, commit, path, signal);
  }

  listChanges(
    repository: RepositoryId,
    range: { readonly from: string | undefined; readonly to: string; readonly sinceMergeBase?: boolean },
    options?: { readonly path?: string; readonly signal?: AbortSignal },
  ): AsyncIterable<Page<ChangedPath>> {
    return listChanges(this.#connection, repository, range, options);
  }

  findMergeBase(
    repository: RepositoryId,
    commits: readonly [string, string],
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    return findMergeBase(this.#connection, repository, commits, signal);
  }

  createBranch(repository: RepositoryId, name: string, commit: string, signal?: AbortSignal): Promise<Branch> {
    return createBranch(this.#connection, repository, name, commit, signal);
  }

  async commitFiles(repository: RepositoryId, commit: NewCommit, signal?: AbortSignal): Promise<void> {
    await commitFiles(this.#connection, repository, commit, signal);
  }
}
