import type { CacheStore, StateStore } from '../../src/repositories/cacheStore';

/** A cache that lasts as long as the test. */
export class MemoryCache implements CacheStore {
  readonly entries = new Map<string, Uint8Array>();

  read(key: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.entries.get(key));
  }

  write(key: string, bytes: Uint8Array): Promise<void> {
    this.entries.set(key, bytes);
    return Promise.resolve();
  }
}

/** State that lasts as long as the test; values go through JSON, as the editor's do. */
export class MemoryState implements StateStore {
  readonly #values = new Map<string, string>();

  get(key: string): unknown {
    const value = this.#values.get(key);
    return value === undefined ? undefined : (JSON.parse(value) as unknown);
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}
