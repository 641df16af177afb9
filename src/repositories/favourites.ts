import type { StateStore } from './cacheStore';
import { SavedStrings } from './savedStrings';

/** The repositories, by uuid, that the user wants on top. */
export class Favourites {
  readonly #saved: SavedStrings;

  constructor(state: StateStore) {
    this.#saved = new SavedStrings(state, 'repositories.favourites');
  }

  read(): Set<string> {
    return new Set(this.#saved.read());
  }

  add(repositoryUuid: string): Promise<void> {
    return this.#saved.write([...this.read().add(repositoryUuid)]);
  }

  remove(repositoryUuid: string): Promise<void> {
    return this.#saved.write(this.#saved.read().filter((uuid) => uuid !== repositoryUuid));
  }
}
