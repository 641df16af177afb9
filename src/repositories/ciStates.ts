import * as v from 'valibot';
import type { Clock } from '../base/clock';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';
import { toCiState, type CiState } from './ciState';

/** A commit this old without any result is taken to have no CI. */
const silentAfterMs = 60 * 60 * 1000;
/** How long "no results" counts for a commit that CI may not have noticed yet. */
const silenceLastsMs = 5 * 60 * 1000;

const savedState = v.object({
  /** Milliseconds since the epoch after which Bitbucket is asked again; absent when the results are final. */
  askAgainAt: v.optional(v.number()),
  state: v.optional(
    v.object({
      outcome: v.picklist(['passed', 'failed', 'running', 'stopped']),
      name: v.string(),
      url: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\//i))),
    }),
  ),
});

/** Where a commit's CI state comes from. Rejects with `BitbucketError`. */
export interface CiStateSource {
  /** No request when the results are known to be final; `isForced` asks again all the same. */
  fetchCiState(
    repository: RepositoryId,
    commit: { readonly hash: string; readonly date: string },
    options?: { readonly isForced?: boolean; readonly signal?: AbortSignal },
  ): Promise<CiState | undefined>;
}

/** Reads commit statuses and keeps, on disk, what will not change any more. One per account. */
export class CiStates implements CiStateSource {
  readonly #api: Pick<BitbucketApi, 'fetchCommitStatuses'>;
  readonly #cache: CacheStore;
  readonly #clock: Clock;

  constructor(dependencies: {
    readonly api: Pick<BitbucketApi, 'fetchCommitStatuses'>;
    readonly cache: CacheStore;
    readonly clock: Clock;
  }) {
    this.#api = dependencies.api;
    this.#cache = dependencies.cache;
    this.#clock = dependencies.clock;
  }

  async fetchCiState(
    repository: RepositoryId,
    commit: { readonly hash: string; readonly date: string },
    options: { readonly isForced?: boolean; readonly signal?: AbortSignal } = {},
  ): Promise<CiState | undefined> {
    const key = `ci/${repository.workspace}/${repository.slug}/${commit.hash}`;
    const saved = options.isForced === true ? undefined : await this.#read(key);
    if (saved !== undefined) return saved.state;
    const state = toCiState(await this.#api.fetchCommitStatuses(repository, commit.hash, options.signal));
    const askAgainAt = this.#askAgainAt(state, commit.date);
    await writeCachedJson(this.#cache, key, { state, askAgainAt });
    return state;
  }

  async #read(key: string): Promise<{ readonly state: CiState | undefined } | undefined> {
    const saved = await readCachedJson(this.#cache, key, savedState);
    if (saved === undefined) return undefined;
    const { state, askAgainAt } = saved;
    if (askAgainAt !== undefined && askAgainAt <= this.#clock.now()) return undefined;
    return { state: state && { ...state, url: state.url } };
  }

  #askAgainAt(state: CiState | undefined, commitDate: string): number | undefined {
    const now = this.#clock.now();
    if (state?.outcome === 'running') return now;
    if (state !== undefined || now - Date.parse(commitDate) > silentAfterMs) return undefined;
    return now + silenceLastsMs;
  }
}
