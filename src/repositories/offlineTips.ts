import { array, number, object, string } from 'valibot';
import type { Clock } from '../base/clock';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { Branch } from '../bitbucket/model';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';

/** Where a branch was, and when Bitbucket last said so. */
export interface SeenTip {
  readonly commit: string;
  /** ISO 8601, of the commit. */
  readonly date: string;
  /** Milliseconds since the epoch. */
  readonly seenMs: number;
}

/** A list, because a branch may be called `constructor`. */
const schema = array(object({ branch: string(), commit: string(), date: string(), seenMs: number() }));

/** Enough for whoever switches branches all day; of more the longest unseen are forgotten. */
const mostBranches = 200;
/** An age is told in minutes at best: a branch that stays where it is need not be written more often. */
const precisionMs = 60_000;

/** Branches of one account as they were last seen, kept between sessions so that what was read can be read offline. */
export class OfflineTips {
  readonly #cache: CacheStore;
  readonly #clock: Clock;
  readonly #written = new Map<string, SeenTip>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor({ cache, clock }: { readonly cache: CacheStore; readonly clock: Clock }) {
    this.#cache = cache;
    this.#clock = clock;
  }

  /** Never rejects. */
  async find(repository: RepositoryId, branch: string): Promise<SeenTip | undefined> {
    await this.#writing;
    return (await this.#read(repository)).get(branch);
  }

  /** Whether the account has ever seen a branch of the repository, so that it may be asked to serve it offline. */
  async hasSeen(repository: RepositoryId): Promise<boolean> {
    await this.#writing;
    return (await this.#read(repository)).size > 0;
  }

  /** Never rejects. */
  record(repository: RepositoryId, { name, commit, date }: Branch): Promise<void> {
    const seen: SeenTip = { commit, date, seenMs: this.#clock.now() };
    const key = `${toKey(repository)}/${name}`;
    const written = this.#written.get(key);
    if (written?.commit === commit && seen.seenMs - written.seenMs < precisionMs) return Promise.resolve();
    this.#written.set(key, seen);
    return this.#change(repository, (branches) => branches.set(name, seen));
  }

  /** The branch does not exist (any more). */
  forget(repository: RepositoryId, branch: string): Promise<void> {
    this.#written.delete(`${toKey(repository)}/${branch}`);
    return this.#change(repository, (branches) => branches.delete(branch));
  }

  /** One after the other: what two branches leave at the same time would else undo each other. */
  #change(repository: RepositoryId, change: (branches: Map<string, SeenTip>) => unknown): Promise<void> {
    const next = this.#writing.then(async () => {
      const branches = await this.#read(repository);
      change(branches);
      const kept = [...branches].sort(([, a], [, b]) => b.seenMs - a.seenMs).slice(0, mostBranches);
      const saved = kept.map(([branch, seen]) => ({ branch, ...seen }));
      await writeCachedJson(this.#cache, toKey(repository), saved);
    });
    this.#writing = next;
    return next;
  }

  async #read(repository: RepositoryId): Promise<Map<string, SeenTip>> {
    const saved = (await readCachedJson(this.#cache, toKey(repository), schema)) ?? [];
    return new Map(saved.map(({ branch, ...seen }) => [branch, seen]));
  }
}

function toKey({ workspace, slug }: RepositoryId): string {
  return `tips/${workspace}/${slug}`;
}
