import type { StateStore } from './cacheStore';
import { SavedStrings } from './savedStrings';

const limit = 50;

/** The repositories, by uuid, that were unfolded or opened last, the latest first; at most 50. */
export class RecentRepositories {
  readonly #saved: SavedStrings;

  constructor(state: StateStore) {
    this.#saved = new SavedStrings(state, 'repositories.recent');
  }

  read(): readonly string[] {
    return this.#saved.read();
  }

  async add(repositoryUuid: string): Promise<void> {
    const recent = this.read();
    if (recent[0] === repositoryUuid) return;
    await this.#saved.write([repositoryUuid, ...recent.filter((uuid) => uuid !== repositoryUuid)].slice(0, limit));
  }
}
