import type { RepositoryContent } from './branchSnapshot';
import type { StateStore } from './cacheStore';
import { SavedStrings } from './savedStrings';

/** Whether a repository has pipelines on the branch that was looked at last; `unknown` when nobody looked yet. */
export type PipelinePresence = 'some' | 'none' | 'unknown';

/** Remembers, by uuid, which repositories were seen to have pipelines, so that a filter costs no request. */
export class PipelineKnowledge {
  readonly #some: SavedStrings;
  readonly #none: SavedStrings;

  constructor(state: StateStore) {
    this.#some = new SavedStrings(state, 'repositories.withPipelines');
    this.#none = new SavedStrings(state, 'repositories.withoutPipelines');
  }

  /** What is known now, for looking up many repositories. */
  read(): (repositoryUuid: string) => PipelinePresence {
    const some = new Set(this.#some.read());
    const none = new Set(this.#none.read());
    return (uuid) => (some.has(uuid) ? 'some' : none.has(uuid) ? 'none' : 'unknown');
  }

  async record(repositoryUuid: string, content: RepositoryContent): Promise<void> {
    if (content.kind === 'noBranch') return;
    const presence = content.kind === 'snapshot' && content.snapshot.pipelines.length > 0 ? 'some' : 'none';
    if (this.read()(repositoryUuid) === presence) return;
    const [to, from] = presence === 'some' ? [this.#some, this.#none] : [this.#none, this.#some];
    await to.write([...to.read(), repositoryUuid]);
    await from.write(from.read().filter((uuid) => uuid !== repositoryUuid));
  }
}
