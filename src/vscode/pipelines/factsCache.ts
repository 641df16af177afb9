import type { FileFacts } from '../../pipelines/fileFacts';
import { parseFileFacts } from '../../pipelines/readFileFacts';
import type { CacheStore } from '../../repositories/cacheStore';
import type { FactsStore } from './placeSource';

/** Changes with what is kept, so that nothing of an older version is taken for it. */
const version = 2;

/** Keeps what was read of a pipeline by the hash of its content, which no commit and no move changes. */
export class FactsCache implements FactsStore {
  readonly #cache: CacheStore;

  constructor(cache: CacheStore) {
    this.#cache = cache;
  }

  async find(hash: string): Promise<FileFacts | undefined> {
    const bytes = await this.#cache.read(toKey(hash));
    return bytes && parseFileFacts(new TextDecoder().decode(bytes));
  }

  async keep(hash: string, facts: FileFacts): Promise<void> {
    await this.#cache.write(toKey(hash), new TextEncoder().encode(JSON.stringify(facts)));
  }
}

function toKey(hash: string): string {
  return `pipeline-facts/${version}/${hash}`;
}
