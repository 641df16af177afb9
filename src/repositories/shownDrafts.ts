import { Emitter, type Disposable } from '../base/event';
import type { Log } from '../base/log';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { Repository } from '../bitbucket/model';
import type { BranchDrafts } from './drafts/branchDrafts';
import type { Draft } from './drafts/draft';

type WatchedDrafts = Pick<BranchDrafts, 'all' | 'onDidChange'>;

export interface ShownDraftsPorts {
  readonly findDrafts: (repository: RepositoryId, branch: string) => WatchedDrafts;
  readonly log: Pick<Log, 'warn'>;
}

interface Followed {
  readonly source: WatchedDrafts;
  readonly subscription: Disposable;
  drafts: readonly Draft[];
}

/** The drafts on the branches that are shown, for one account: as they are on the disk, without any request. */
export class ShownDrafts implements Disposable {
  readonly #ports: ShownDraftsPorts;
  /** By the repository's uuid: one branch of a repository is shown at a time. */
  readonly #followed = new Map<string, Followed>();
  readonly #changes = new Emitter<Repository>();
  readonly onDidChange = this.#changes.event;

  constructor(ports: ShownDraftsPorts) {
    this.#ports = ports;
  }

  find(repositoryUuid: string): readonly Draft[] {
    return this.#followed.get(repositoryUuid)?.drafts ?? [];
  }

  /** `undefined` when no branch of the repository is shown (any more). Returns at once. */
  follow(repository: Repository, branch: string | undefined): void {
    const known = this.#followed.get(repository.uuid);
    const source = branch === undefined ? undefined : this.#ports.findDrafts(repository, branch);
    if (known?.source === source) return;
    known?.subscription.dispose();
    this.#followed.delete(repository.uuid);
    if (source === undefined) return;
    const subscription = source.onDidChange(() => void this.#read(repository, source));
    this.#followed.set(repository.uuid, { source, subscription, drafts: [] });
    void this.#read(repository, source);
  }

  dispose(): void {
    for (const { subscription } of this.#followed.values()) subscription.dispose();
    this.#followed.clear();
    this.#changes.dispose();
  }

  async #read(repository: Repository, source: WatchedDrafts): Promise<void> {
    try {
      const drafts = await source.all();
      const followed = this.#followed.get(repository.uuid);
      if (followed?.source !== source || (drafts.length === 0 && followed.drafts.length === 0)) return;
      followed.drafts = drafts;
      this.#changes.fire(repository);
    } catch (error) {
      this.#ports.log.warn(`The drafts of ${repository.slug} could not be shown: ${String(error)}`);
    }
  }
}
