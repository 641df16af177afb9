import assert from 'node:assert/strict';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import type { ChangedPath, Commit, FileVersion, Page } from '../../../../src/bitbucket/model';
import { RepositoryHistory, type RepositoryHistoryPorts } from '../../../../src/repositories/history/repositoryHistory';
import { MemoryCache } from '../../../support/memoryStores';

/** Forty digits that end in the number. */
export const hashNumber = (number: number) => number.toString(16).padStart(40, '0');

export function createCommit(number: number, overrides: Partial<Commit> = {}): Commit {
  return {
    hash: hashNumber(number),
    parents: number === 1 ? [] : [hashNumber(number - 1)],
    message: `Change ${number}\n\nAt length.`,
    date: '2026-11-20T10:00:00+00:00',
    authorName: 'Anna Schmidt',
    authorUuid: '{anna}',
    ...overrides,
  };
}

/** A Bitbucket whose `main` has commits 1 to `count`, one on the other, and a list of the requests it was asked. */
export class FakeHistory {
  readonly requests: string[] = [];
  readonly commits: Commit[];
  changes: readonly ChangedPath[] = [];
  mergeBase: string | undefined;
  failure: Error | undefined;
  pageLength = 100;
  /** When set, requests wait until it resolves. */
  gate: Promise<void> | undefined;
  readonly cache = new MemoryCache();

  constructor(count: number) {
    this.commits = Array.from({ length: count }, (_, index) => createCommit(index + 1));
  }

  readonly api: RepositoryHistoryPorts['api'] = {
    listCommits: (_repository, from, { path, signal } = {}) =>
      this.#list(`commits${path === undefined ? '' : ` ${path}`}`, from, (commit) => commit, signal),
    listFileHistory: (_repository, from, path, signal) =>
      this.#list(`history ${path}`, from, (commit): FileVersion => ({ commit, path }), signal),
    listChanges: (_repository, { from, to }, { signal } = {}) => this.#listChanges(from, to, signal),
    findMergeBase: async (_repository, [one, other], signal) => {
      await this.#request(`base ${toName(one)} ${toName(other)}`, signal);
      return this.mergeBase;
    },
    fetchCommit: async (_repository, hash, signal) => {
      await this.#request(`commit ${toName(hash)}`, signal);
      return this.commits.find((commit) => commit.hash === hash) ?? assert.fail(hash);
    },
  };

  /** As another session sees it, which shares the disk. */
  createService(): RepositoryHistory {
    return new RepositoryHistory({ api: this.api, cache: this.cache });
  }

  /** The requests since the last call. */
  takeRequests(): readonly string[] {
    return this.requests.splice(0);
  }

  async *#list<T>(
    name: string,
    from: string,
    toItem: (commit: Commit) => T,
    signal: AbortSignal | undefined,
  ): AsyncIterable<Page<T>> {
    const all = this.commits.slice(0, this.commits.findIndex(({ hash }) => hash === from) + 1).reverse();
    for (let start = 0; start === 0 || start < all.length; start += this.pageLength) {
      await this.#request(start === 0 ? name : `${name} p${start / this.pageLength + 1}`, signal);
      yield { values: all.slice(start, start + this.pageLength).map(toItem), size: undefined };
    }
  }

  async *#listChanges(
    from: string | undefined,
    to: string,
    signal: AbortSignal | undefined,
  ): AsyncIterable<Page<ChangedPath>> {
    for (let start = 0; start === 0 || start < this.changes.length; start += this.pageLength) {
      await this.#request(`changes ${from === undefined ? '' : toName(from)}..${toName(to)}`, signal);
      yield { values: this.changes.slice(start, start + this.pageLength), size: undefined };
    }
  }

  async #request(name: string, signal: AbortSignal | undefined): Promise<void> {
    this.requests.push(name);
    await this.gate;
    signal?.throwIfAborted();
    if (this.failure !== undefined) throw this.failure;
  }
}

export const offline = new BitbucketError({ kind: 'unreachable' }, 'offline');

export function modified(path: string): ChangedPath {
  return { kind: 'modified', path, oldPath: path };
}

/** `0…03` → `3` */
function toName(hash: string): string {
  return hash.replace(/^0+/, '');
}
