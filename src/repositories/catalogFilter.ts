import type { StateStore } from './cacheStore';
import type { PipelinePresence } from './pipelineKnowledge';

export const filterModes = ['withPipelines', 'withPipelinesOrUnknown', 'all'] as const;

/** Which repositories to show, by what is known of their pipelines. */
export type FilterMode = (typeof filterModes)[number];

/** Whether a repository passes. */
export function isShownBy(mode: FilterMode, presence: PipelinePresence): boolean {
  switch (mode) {
    case 'withPipelines':
      return presence === 'some';
    case 'withPipelinesOrUnknown':
      return presence !== 'none';
    case 'all':
      return true;
  }
}

const key = 'repositories.filter';

/** The user's filter; those known to have no pipelines are hidden until the user says otherwise. */
export class CatalogFilter {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  get mode(): FilterMode {
    const saved = this.#state.get(key);
    return filterModes.find((mode) => mode === saved) ?? 'withPipelinesOrUnknown';
  }

  async choose(mode: FilterMode): Promise<void> {
    await this.#state.update(key, mode);
  }
}
