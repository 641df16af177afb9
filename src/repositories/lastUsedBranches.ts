import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { StateStore } from './cacheStore';

/** The branch the user last chose in each repository, whatever the account; kept between sessions. */
export class LastUsedBranches {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  get(repository: RepositoryId): string | undefined {
    const stored = this.#state.get(toKey(repository));
    return typeof stored === 'string' && stored !== '' ? stored : undefined;
  }

  async set(repository: RepositoryId, branch: string): Promise<void> {
    await this.#state.update(toKey(repository), branch);
  }
}

function toKey({ workspace, slug }: RepositoryId): string {
  return `lastUsedBranch:${workspace}/${slug}`;
}
