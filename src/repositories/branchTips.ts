import { Emitter } from '../base/event';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { Branch } from '../bitbucket/model';
import { SharedRequest } from './sharedRequest';

/** Where a branch pointed when it was last looked at in this window. */
export interface BranchTip {
  readonly repository: RepositoryId;
  readonly branch: string;
  /** Forty hexadecimal digits. */
  readonly commit: string;
  /** ISO 8601, of the commit. */
  readonly date: string;
}

/**
 * What this window believes the branches of one account to be. The tree and the files read through the same belief, so
 * that a file shown in the tree can be opened; it moves only when somebody looks again.
 */
export class BranchTips {
  readonly #api: Pick<BitbucketApi, 'findBranches'>;
  readonly #tips = new Map<string, BranchTip>();
  readonly #requests = new SharedRequest<BranchTip>();
  readonly #onDidMove = new Emitter<BranchTip>();
  /** A branch that was known before points elsewhere now. */
  readonly onDidMove = this.#onDidMove.event;

  constructor(api: Pick<BitbucketApi, 'findBranches'>) {
    this.#api = api;
  }

  /** The tip known in this window, else one request. Rejects as `notFound` when the branch does not exist. */
  async resolve(repository: RepositoryId, branch: string, signal?: AbortSignal): Promise<BranchTip> {
    return this.#tips.get(toKey(repository, branch)) ?? this.fetch(repository, branch, signal);
  }

  /** Those of the named branches that exist, as they are now: one request. */
  async find(repository: RepositoryId, names: readonly string[], signal?: AbortSignal): Promise<readonly Branch[]> {
    const found = await this.#api.findBranches(repository, names, signal);
    for (const branch of found) this.#note(repository, branch);
    return found;
  }

  /** Looks again: one request. */
  fetch(repository: RepositoryId, branch: string, signal?: AbortSignal): Promise<BranchTip> {
    return this.#requests.run(toKey(repository, branch), signal, async (shared) => {
      const found = await this.find(repository, [branch], shared);
      const tip = this.#tips.get(toKey(repository, branch));
      if (tip !== undefined && found.some(({ name }) => name === branch)) return tip;
      this.#tips.delete(toKey(repository, branch));
      throw new BitbucketError(
        { kind: 'notFound' },
        `No branch ${branch} in ${repository.workspace}/${repository.slug}`,
      );
    });
  }

  #note(repository: RepositoryId, { name: branch, commit, date }: Branch): BranchTip {
    const key = toKey(repository, branch);
    const before = this.#tips.get(key);
    if (before?.commit === commit) return before;
    const { workspace, slug } = repository;
    const tip = { repository: { workspace, slug }, branch, commit, date };
    this.#tips.set(key, tip);
    if (before !== undefined) this.#onDidMove.fire(tip);
    return tip;
  }
}

function toKey({ workspace, slug }: RepositoryId, branch: string): string {
  return `${workspace}/${slug}/${branch}`;
}
