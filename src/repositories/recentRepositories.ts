import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { StateStore } from './cacheStore';
import { SavedStrings } from './savedStrings';

const limit = 50;

/** The repositories that were unfolded or opened last, the latest first; at most 50. */
export class RecentRepositories {
  readonly #saved: SavedStrings;

  constructor(state: StateStore) {
    this.#saved = new SavedStrings(state, 'repositories.recent');
  }

  /** As `workspace/slug`: whoever opens one by its address knows no more of it. */
  read(): readonly string[] {
    return this.#saved.read();
  }

  async add({ workspace, slug }: RepositoryId): Promise<void> {
    const name = `${workspace}/${slug}`;
    const recent = this.read();
    if (recent[0] === name) return;
    await this.#saved.write([name, ...recent.filter((it) => it !== name)].slice(0, limit));
  }
}
