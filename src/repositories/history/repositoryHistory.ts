import * as v from 'valibot';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { ChangedPath, Commit } from '../../bitbucket/model';
import { readCachedJson, writeCachedJson } from '../cachedJson';
import type { CacheStore } from '../cacheStore';
import { SharedRequest } from '../sharedRequest';
import { HistoryPages } from './historyPages';
import type { HistorySubject } from './historySubject';
import { savedCommit } from './savedCommit';

export interface RepositoryHistoryPorts {
  readonly api: Pick<BitbucketApi, 'listCommits' | 'listFileHistory' | 'listChanges' | 'findMergeBase' | 'fetchCommit'>;
  /** Of this account only. */
  readonly cache: CacheStore;
}

/** The paths in which two commits differ. */
export interface Changes {
  readonly changes: readonly ChangedPath[];
  /** False where there are, or (when Bitbucket does not say how many there are) may be, more than were asked for. */
  readonly isComplete: boolean;
}

export interface ChangesOptions {
  /** No more pages are read once there are this many. */
  readonly most?: number;
  /** Called with how many there are so far. */
  readonly onProgress?: (count: number) => void;
  readonly signal?: AbortSignal;
}

/** Enough to look at, and to list without end at nobody's expense. */
const mostChanges = 2000;

const savedChanges = v.array(
  v.object({
    kind: v.picklist(['added', 'modified', 'removed', 'renamed']),
    path: v.string(),
    oldPath: v.string(),
  }),
);
const savedBase = v.object({ base: v.nullable(v.string()) });
const savedTip = v.object({ tip: v.string() });

/** What happened in repositories, for one account. Everything is kept by commit. Rejects with `BitbucketError`. */
export class RepositoryHistory {
  readonly #ports: RepositoryHistoryPorts;
  readonly #commits = new SharedRequest<Commit>();
  readonly #changes = new SharedRequest<Changes>();

  constructor(ports: RepositoryHistoryPorts) {
    this.#ports = ports;
  }

  /** The history a commit has, as far as it was read before: no request. Its owner closes it. */
  open(subject: HistorySubject, tip: string): Promise<HistoryPages> {
    return HistoryPages.open(this.#ports, subject, tip);
  }

  /** The commit from which the history of something on a branch was last read; no request. */
  async findLastTip(subject: HistorySubject, branch: string): Promise<string | undefined> {
    return (await readCachedJson(this.#ports.cache, toTipKey(subject, branch), savedTip))?.tip;
  }

  async recordTip(subject: HistorySubject, branch: string, tip: string): Promise<void> {
    await writeCachedJson(this.#ports.cache, toTipKey(subject, branch), { tip });
  }

  fetchCommit(repository: RepositoryId, hash: string, signal?: AbortSignal): Promise<Commit> {
    const { api, cache } = this.#ports;
    const key = `commit/${toName(repository)}/${hash}`;
    return this.#commits.run(key, signal, async (shared) => {
      const saved = await readCachedJson(cache, key, savedCommit);
      if (saved !== undefined) return saved;
      const commit = await api.fetchCommit(repository, hash, shared);
      await writeCachedJson(cache, key, commit);
      return commit;
    });
  }

  /** What a commit changed, against its first parent when it is a merge. */
  fetchCommitChanges(repository: RepositoryId, commit: Commit, options?: ChangesOptions): Promise<Changes> {
    return this.fetchChanges(repository, { from: commit.parents[0], to: commit.hash }, options);
  }

  /** What differs in `to` from `from` (hashes); `from` is `undefined` for a commit without parents. */
  fetchChanges(
    repository: RepositoryId,
    { from, to }: { readonly from: string | undefined; readonly to: string },
    { most = mostChanges, onProgress, signal }: ChangesOptions = {},
  ): Promise<Changes> {
    const { api, cache } = this.#ports;
    const key = `changes/${toName(repository)}/${from ?? ''}..${to}`;
    if (from === to) return Promise.resolve({ changes: [], isComplete: true });
    return this.#changes.run(`${key} ${most}`, signal, async (shared) => {
      const saved = await readCachedJson(cache, key, savedChanges);
      if (saved !== undefined) return { changes: saved, isComplete: true };
      const changes: ChangedPath[] = [];
      for await (const { values, size } of api.listChanges(repository, { from, to }, { signal: shared })) {
        changes.push(...values);
        onProgress?.(changes.length);
        if (changes.length < most || size === changes.length) continue;
        return { changes: changes.slice(0, most), isComplete: false };
      }
      await writeCachedJson(cache, key, changes);
      return { changes, isComplete: true };
    });
  }

  /** Where two commits parted; `undefined` when they have nothing in common. */
  async findMergeBase(
    repository: RepositoryId,
    [one, other]: readonly [string, string],
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    if (one === other) return one;
    const { api, cache } = this.#ports;
    const key = `mergeBase/${toName(repository)}/${[one, other].sort().join('..')}`;
    const saved = await readCachedJson(cache, key, savedBase);
    if (saved !== undefined) return saved.base ?? undefined;
    const base = await api.findMergeBase(repository, [one, other], signal);
    await writeCachedJson(cache, key, { base: base ?? null });
    return base;
  }
}

function toName({ workspace, slug }: RepositoryId): string {
  return `${workspace}/${slug}`;
}

/** A branch's name may hold slashes, so it comes last. */
function toTipKey({ repository, kind, path }: HistorySubject, branch: string): string {
  return `historyTip/${toName(repository)}/${kind}/${JSON.stringify([path, branch])}`;
}
