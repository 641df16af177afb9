import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { StateStore } from '../../repositories/cacheStore';
import { SavedStrings } from '../../repositories/savedStrings';

/** The repositories of which it was told once that Maia does not have a commit yet. */
export class ToldRepositories {
  readonly #saved: SavedStrings;

  constructor(state: StateStore) {
    this.#saved = new SavedStrings(state, 'toldAboutMaia');
  }

  has({ workspace, slug }: RepositoryId): boolean {
    return this.#saved.read().includes(`${workspace}/${slug}`);
  }

  async add(repository: RepositoryId): Promise<void> {
    if (this.has(repository)) return;
    await this.#saved.write([...this.#saved.read(), `${repository.workspace}/${repository.slug}`]);
  }
}
