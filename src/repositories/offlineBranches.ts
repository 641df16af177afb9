import pLimit from 'p-limit';
import type { Clock } from '../base/clock';
import { Emitter } from '../base/event';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { ChangedPath, SourceEntry } from '../bitbucket/model';
import type { BranchTips } from './branchTips';
import type { CacheStore } from './cacheStore';
import { toCachedListings } from './directoryListings';
import { isSameBranch, OfflineBook, type KeptBranch } from './offlineBook';
import { isKeptOffline } from './offlineRule';
import type { OfflineStore } from './offlineStore';
import { toFileKey, type RepositoryFiles } from './repositoryFiles';
import { walkSource } from './sourceWalk';

export interface OfflineBranchesPorts {
  readonly api: Pick<BitbucketApi, 'listSource' | 'listChanges' | 'fetchFile'>;
  readonly tips: Pick<BranchTips, 'fetch'>;
  readonly files: Pick<RepositoryFiles, 'noteChanges'>;
  /** What was read already need not be asked for again. Of this account only, like the store. */
  readonly cache: CacheStore;
  readonly store: OfflineStore;
  readonly clock: Clock;
}

/** What an offline copy of a branch comes to, before anything of it is downloaded. */
export interface OfflinePlan {
  readonly repository: RepositoryId;
  readonly branch: string;
  readonly commit: string;
  /** All that belongs to the copy. */
  readonly files: readonly PlannedFile[];
  readonly bytes: number;
  /** Not on this computer yet: one request each. */
  readonly missing: number;
  readonly missingBytes: number;
  /** Files that the rule leaves out. */
  readonly leftOut: number;
  /** Everything of the commit, as Bitbucket listed it. */
  readonly entries: readonly SourceEntry[];
}

export interface PlannedFile {
  readonly path: string;
  readonly size: number;
  /** Where its bytes are on this computer; `undefined` where they have to be asked for. */
  readonly source: string | undefined;
}

export type OfflineProgress =
  | { readonly kind: 'files'; readonly done: number; readonly total: number }
  /** Bitbucket's limit is used up; it goes on by itself. Milliseconds since the epoch. */
  | { readonly kind: 'waiting'; readonly untilMs: number };

export interface KeepOptions {
  readonly onProgress: (progress: OfflineProgress) => void;
  readonly signal: AbortSignal;
}

const requestsAtOnce = 6;
/** Reading from and writing to this computer's own disk. */
const filesAtOnce = 16;
const shortestLimitMs = 1000;

/**
 * Copies of branches that stay on this computer for reading and editing without a network. What interrupts a download
 * leaves what has arrived, so that the next one goes on from there. Rejects with `BitbucketError`, `OfflineStoreError`,
 * or the abort reason.
 */
export class OfflineBranches {
  readonly #ports: OfflineBranchesPorts;
  readonly #book: OfflineBook;
  readonly #onDidChange = new Emitter<void>();
  #known: readonly KeptBranch[] = [];
  /** Branches came, went, or got another copy in this window. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(ports: OfflineBranchesPorts) {
    this.#ports = ports;
    this.#book = new OfflineBook(ports.store);
  }

  /** As last read by `load`; for showing. */
  get known(): readonly KeptBranch[] {
    return this.#known;
  }

  /** What any window keeps; no request. */
  async load(): Promise<readonly KeptBranch[]> {
    const known = await this.#book.readAll();
    const isNews = JSON.stringify(known) !== JSON.stringify(this.#known);
    this.#known = known;
    if (isNews) this.#onDidChange.fire();
    return known;
  }

  async find(repository: RepositoryId, branch: string): Promise<KeptBranch | undefined> {
    return (await this.load()).find((it) => isSameBranch(it, repository, branch));
  }

  /**
   * Looks where the branch is, lists all of it (a request per hundred entries) and, where there is an older copy, asks
   * what changed since.
   */
  async plan(repository: RepositoryId, branch: string, signal: AbortSignal): Promise<OfflinePlan> {
    const { commit } = await this.#ports.tips.fetch(repository, branch, signal);
    const kept = await this.find(repository, branch);
    const entries = await walkSource({ api: this.#ports.api, repository, commit, signal });
    const older = kept?.commit === commit ? undefined : kept?.commit;
    const changed = older === undefined ? undefined : await this.#findChanged(repository, older, commit, signal);
    const wanted = [...new Map(entries.filter(isKeptOffline).map((entry) => [entry.path, entry])).values()];
    const limit = pLimit(filesAtOnce);
    const files = await limit.map(wanted, async ({ path, size = 0 }): Promise<PlannedFile> => {
      signal.throwIfAborted();
      const commits = older === undefined || changed?.has(path) !== false ? [commit] : [commit, older];
      return { path, size, source: await this.#findSource(repository, commits, path) };
    });
    const missing = files.filter(({ source }) => source === undefined);
    const fileCount = entries.filter(({ kind }) => kind === 'file').length;
    return {
      repository: { workspace: repository.workspace, slug: repository.slug },
      branch,
      commit,
      files,
      bytes: sumSizes(files),
      missing: missing.length,
      missingBytes: sumSizes(missing),
      leftOut: Math.max(0, fileCount - files.length),
      entries,
    };
  }

  /** Downloads what is missing; when everything is here, the older copy goes. */
  async keep(plan: OfflinePlan, { onProgress, signal }: KeepOptions): Promise<KeptBranch> {
    const { repository, branch, commit, entries, files } = plan;
    const before = await this.find(repository, branch);
    const listings = toCachedListings(repository, commit, entries);
    const keys = [...listings.keys(), ...files.map(({ path }) => toFileKey(repository, commit, path))];
    await this.#book.writeKeys(repository, commit, keys);
    const started: KeptBranch = {
      ...(before ?? { repository, branch, commit: undefined, files: 0, bytes: 0, completeMs: 0 }),
      pending: commit,
    };
    await this.#record(started);
    await this.#removeUnlessNeeded(repository, before?.pending);
    for (const [key, listing] of listings) {
      await this.#ports.store.write(key, new TextEncoder().encode(JSON.stringify(listing)));
    }
    const bytes = await this.#download(plan, { onProgress, signal });
    const { clock } = this.#ports;
    const complete = { repository, branch, commit, pending: undefined, files: files.length, bytes };
    const kept: KeptBranch = { ...complete, completeMs: clock.now() };
    await this.#record(kept);
    await this.#removeUnlessNeeded(repository, before?.commit);
    return kept;
  }

  /** Forgets the copy of a branch; drafts and what was read otherwise stay. */
  async stop(repository: RepositoryId, branch: string): Promise<void> {
    const kept = await this.find(repository, branch);
    if (kept === undefined) return;
    await this.#book.write(repository, branch, undefined);
    await this.#removeUnlessNeeded(repository, kept.commit);
    await this.#removeUnlessNeeded(repository, kept.pending);
    await this.load();
  }

  async #record(kept: KeptBranch): Promise<void> {
    await this.#book.write(kept.repository, kept.branch, kept);
    await this.load();
  }

  async #removeUnlessNeeded(repository: RepositoryId, commit: string | undefined): Promise<void> {
    if (commit !== undefined) await this.#book.removeCommit(repository, commit);
  }

  /** Paths that differ; `undefined` when that cannot be told, as after a forced push. */
  async #findChanged(
    repository: RepositoryId,
    from: string,
    to: string,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string> | undefined> {
    const changes: ChangedPath[] = [];
    try {
      for await (const { values } of this.#ports.api.listChanges(repository, { from, to }, { signal })) {
        changes.push(...values);
      }
    } catch (error) {
      if (BitbucketError.is(error, 'notFound') || BitbucketError.is(error, 'tooLarge')) return undefined;
      throw error;
    }
    await this.#ports.files.noteChanges(repository, { from, to, changes });
    return new Set(changes.map(({ path }) => path));
  }

  async #findSource(repository: RepositoryId, commits: readonly string[], path: string): Promise<string | undefined> {
    const { store, cache } = this.#ports;
    for (const commit of commits) {
      const key = toFileKey(repository, commit, path);
      if ((await store.read(key)) !== undefined || (await cache.read(key)) !== undefined) return key;
    }
    return undefined;
  }

  /** The bytes that are here in the end. */
  async #download(plan: OfflinePlan, { onProgress, signal }: KeepOptions): Promise<number> {
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const limit = pLimit(requestsAtOnce);
    const pause = new LimitPause(this.#ports.clock, onProgress, either);
    let done = 0;
    let bytes = 0;
    const tell = () => {
      onProgress({ kind: 'files', done, total: plan.files.length });
    };
    tell();
    try {
      await limit.map(plan.files, async (file) => {
        either.throwIfAborted();
        const added = await this.#keepFile(plan, file, pause, either);
        bytes += added;
        done++;
        tell();
      });
    } catch (error) {
      failed.abort(error);
      throw error;
    }
    return bytes;
  }

  async #keepFile(plan: OfflinePlan, file: PlannedFile, pause: LimitPause, signal: AbortSignal): Promise<number> {
    const { store } = this.#ports;
    const key = toFileKey(plan.repository, plan.commit, file.path);
    const kept = await store.read(key);
    if (kept !== undefined) return kept.length;
    const here = await this.#readSource(file);
    const bytes = here ?? (await pause.run(() => this.#fetch(plan, file, signal)));
    if (bytes === undefined) return 0;
    await store.write(key, bytes);
    return bytes.length;
  }

  async #readSource({ source }: PlannedFile): Promise<Uint8Array | undefined> {
    if (source === undefined) return undefined;
    return (await this.#ports.store.read(source)) ?? this.#ports.cache.read(source);
  }

  /** `undefined` for what turns out not to belong to a copy: the listing tells of LFS only by the pointer's size. */
  async #fetch({ repository, commit }: OfflinePlan, file: PlannedFile, signal: AbortSignal) {
    try {
      // A signal of its own: Node warns of a leak when more than ten listeners wait for the same one.
      const bytes = await this.#ports.api.fetchFile(repository, commit, file.path, AbortSignal.any([signal]));
      return bytes.length === file.size ? bytes : undefined;
    } catch (error) {
      if (BitbucketError.is(error, 'tooLarge') || BitbucketError.is(error, 'notFound')) return undefined;
      throw error;
    }
  }
}

/** Holds all requests while Bitbucket's limit is used up, and says so once. */
class LimitPause {
  readonly #clock: Clock;
  readonly #onProgress: (progress: OfflineProgress) => void;
  readonly #signal: AbortSignal;
  #untilMs = 0;

  constructor(clock: Clock, onProgress: (progress: OfflineProgress) => void, signal: AbortSignal) {
    this.#clock = clock;
    this.#onProgress = onProgress;
    this.#signal = signal;
  }

  async run<T>(request: () => Promise<T>): Promise<T> {
    for (;;) {
      const waitMs = this.#untilMs - this.#clock.now();
      if (waitMs > 0) await this.#clock.sleep(waitMs, AbortSignal.any([this.#signal]));
      try {
        return await request();
      } catch (error) {
        if (!BitbucketError.is(error, 'rateLimited')) throw error;
        this.#pause(error.failure.retryAfterMs);
      }
    }
  }

  #pause(retryAfterMs: number): void {
    const untilMs = this.#clock.now() + Math.max(retryAfterMs, shortestLimitMs);
    if (untilMs <= this.#untilMs) return;
    this.#untilMs = untilMs;
    this.#onProgress({ kind: 'waiting', untilMs });
  }
}

function sumSizes(files: readonly PlannedFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
