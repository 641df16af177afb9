import type { CacheStore, StateStore } from '../../src/repositories/cacheStore';

/** A cache whose entries a test may look at, damage or remove. */
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

/** The editor's memento, as long as the test. */
export class MemoryState implements StateStore {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}
