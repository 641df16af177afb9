import type { StateStore } from './cacheStore';

/** A list of strings kept under a key; anything else found there counts as empty. Read anew each time: windows share it. */
export class SavedStrings {
  readonly #state: StateStore;
  readonly #key: string;

  constructor(state: StateStore, key: string) {
    this.#state = state;
    this.#key = key;
  }

  read(): readonly string[] {
    const saved = this.#state.get(this.#key);
    return Array.isArray(saved) ? saved.filter((item): item is string => typeof item === 'string') : [];
  }

  async write(items: readonly string[]): Promise<void> {
    await this.#state.update(this.#key, items);
  }
}
