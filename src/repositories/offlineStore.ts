import type { CacheStore } from './cacheStore';

/** Why something could not be put where it stays. */
export class OfflineStoreError extends Error {
  override readonly name = 'OfflineStoreError';
  readonly reason: 'diskFull' | 'other';

  constructor(reason: 'diskFull' | 'other', cause: unknown) {
    super(`Not kept for offline use (${reason}): ${String(cause)}`, { cause });
    this.reason = reason;
  }
}

/**
 * Bytes that stay until they are removed, whatever their age and number. Implemented by `node/keptFiles.ts`, one folder
 * per account that goes with the account's cache when it signs out.
 */
export interface OfflineStore {
  /** `undefined` when absent or damaged; never rejects. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Rejects with `OfflineStoreError`. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Nothing to remove is no error. */
  remove(key: string): Promise<void>;
}

/** A cache that also finds what is kept for offline use; what it is given to write may be lost like in any cache. */
export class OfflineCache implements CacheStore {
  readonly #cache: CacheStore;
  readonly #kept: Pick<OfflineStore, 'read'>;

  constructor(cache: CacheStore, kept: Pick<OfflineStore, 'read'>) {
    this.#cache = cache;
    this.#kept = kept;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    return (await this.#cache.read(key)) ?? this.#kept.read(key);
  }

  write(key: string, bytes: Uint8Array): Promise<void> {
    return this.#cache.write(key, bytes);
  }
}
