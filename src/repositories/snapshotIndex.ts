import { array, type InferOutput, literal, object, picklist, pipe, readonly, regex, string, variant } from 'valibot';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';

/** `wanted` is the branch last used when this was the answer, `''` for none: another choice has another answer. */
const place = { workspace: string(), slug: string(), wanted: string() };

const entrySchema = variant('kind', [
  object({
    ...place,
    kind: literal('snapshot'),
    branch: string(),
    reason: picklist(['lastUsed', 'main', 'default']),
    commit: pipe(string(), regex(/^[0-9a-f]{40}$/)),
    commitDate: string(),
  }),
  object({ ...place, kind: literal('empty') }),
  object({ ...place, kind: literal('noBranch'), lookedFor: pipe(array(string()), readonly()) }),
]);

/** What a repository's content was when it was last looked at, without the pipelines. */
export type SnapshotIndexEntry = InferOutput<typeof entrySchema>;

const key = 'snapshots';
const mostEntries = 2000;

/**
 * Which contents one account has seen, in one JSON file. Windows share the file: each writes what it learned over what
 * it finds there, and the worst that two at the same moment can lose is an entry.
 */
export class SnapshotIndex {
  readonly #cache: CacheStore;
  #entries: Promise<Map<string, SnapshotIndexEntry>> | undefined;
  #lastChange: Promise<void> = Promise.resolve();

  constructor(cache: CacheStore) {
    this.#cache = cache;
  }

  async find(repository: RepositoryId, wanted: string): Promise<SnapshotIndexEntry | undefined> {
    this.#entries ??= this.#load();
    return (await this.#entries).get(toKey({ ...repository, wanted }));
  }

  /** Every entry, other windows' included, oldest first. */
  async readAll(): Promise<readonly SnapshotIndexEntry[]> {
    this.#entries = this.#load();
    return [...(await this.#entries).values()];
  }

  async record(entry: SnapshotIndexEntry): Promise<void> {
    const known = await this.find(entry, entry.wanted);
    if (JSON.stringify(known) === JSON.stringify(entry)) return;
    await this.#change((entries) => {
      entries.delete(toKey(entry));
      entries.set(toKey(entry), entry);
    });
  }

  async remove({ workspace, slug }: RepositoryId): Promise<void> {
    await this.#change((entries) => {
      for (const [entryKey, entry] of entries) {
        if (entry.workspace === workspace && entry.slug === slug) entries.delete(entryKey);
      }
    });
  }

  #change(apply: (entries: Map<string, SnapshotIndexEntry>) => void): Promise<void> {
    this.#lastChange = this.#lastChange.then(async () => {
      const entries = await this.#load();
      apply(entries);
      this.#entries = Promise.resolve(entries);
      await writeCachedJson(this.#cache, key, [...entries.values()].slice(-mostEntries));
    });
    return this.#lastChange;
  }

  async #load(): Promise<Map<string, SnapshotIndexEntry>> {
    const entries = (await readCachedJson(this.#cache, key, array(entrySchema))) ?? [];
    return new Map(entries.map((entry) => [toKey(entry), entry]));
  }
}

function toKey({ workspace, slug, wanted }: RepositoryId & { readonly wanted: string }): string {
  return `${workspace}/${slug}/${wanted}`;
}
