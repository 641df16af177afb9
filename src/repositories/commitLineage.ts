import { LRUCache } from 'lru-cache';
import { array, number, object, optional, picklist, string } from 'valibot';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { FileMode } from '../bitbucket/model';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';

/** How one commit differs from another, so that what is known of the older one need not be asked for again. */
export interface LineageStep {
  /** `undefined` where there was nothing before. */
  readonly from: string | undefined;
  /** Every file that differs. */
  readonly files: readonly {
    readonly path: string;
    readonly change: 'set' | 'removed';
    /** As far as they are known; of what was removed they are not. */
    readonly size?: number | undefined;
    readonly mode?: FileMode | undefined;
  }[];
}

const schema = object({
  from: optional(string()),
  files: array(
    object({
      path: string(),
      change: picklist(['set', 'removed']),
      size: optional(number()),
      mode: optional(picklist(['file', 'executable', 'link'])),
    }),
  ),
});

/** A step with more files than this is not kept: asking again costs less than reading it at every turn. */
const mostFiles = 2000;

/** Which commit came from which, for one account; kept on disk beside what was read. */
export class CommitLineage {
  readonly #cache: CacheStore;
  readonly #steps = new LRUCache<string, { readonly step: LineageStep | undefined }>({ max: 500 });

  constructor(cache: CacheStore) {
    this.#cache = cache;
  }

  async note(repository: RepositoryId, to: string, step: LineageStep): Promise<void> {
    if (step.from === to || step.files.length > mostFiles) return;
    const key = toKey(repository, to);
    if ((await this.find(repository, to)) !== undefined) return;
    this.#steps.set(key, { step });
    await writeCachedJson(this.#cache, key, step);
  }

  async find(repository: RepositoryId, commit: string): Promise<LineageStep | undefined> {
    const key = toKey(repository, commit);
    const known = this.#steps.get(key);
    if (known !== undefined) return known.step;
    const found = await readCachedJson(this.#cache, key, schema);
    const step: LineageStep | undefined = found && { from: found.from, files: found.files };
    this.#steps.set(key, { step });
    return step;
  }
}

function toKey({ workspace, slug }: RepositoryId, commit: string): string {
  return `step/${workspace}/${slug}/${commit}`;
}
