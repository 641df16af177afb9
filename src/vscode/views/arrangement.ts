import type { CatalogFilter } from '../../repositories/catalogFilter';
import type { Favourites } from '../../repositories/favourites';
import type { PipelineKnowledge } from '../../repositories/pipelineKnowledge';
import type { RecentRepositories } from '../../repositories/recentRepositories';
import { arrangeRepositories, type ArrangementRules } from '../../repositories/repositoryArrangement';
import type { RepositoryListing } from '../../repositories/repositoryListing';
import type { Repository } from '../../bitbucket/model';

export interface ArrangementSources {
  readonly favourites: Favourites;
  readonly recent: RecentRepositories;
  readonly knowledge: PipelineKnowledge;
  readonly filter: CatalogFilter;
}

interface Arranged {
  readonly from: readonly Repository[];
  readonly rules: ArrangementRules;
  readonly repositories: readonly Repository[];
}

/**
 * The order and filter in force. What unfolding teaches waits for the next `renew`, so that no row moves or vanishes
 * under the pointer.
 */
export class Arrangement {
  readonly #sources: ArrangementSources;
  readonly #arranged = new WeakMap<RepositoryListing, Arranged>();
  #rules: ArrangementRules;

  constructor(sources: ArrangementSources) {
    this.#sources = sources;
    this.#rules = this.#readRules();
  }

  isFavourite(repositoryUuid: string): boolean {
    return this.#rules.favourites.has(repositoryUuid);
  }

  /** Takes into account everything learnt since the last time. */
  renew(): void {
    this.#rules = this.#readRules();
  }

  /** Favourites move at once: somebody asked for it. */
  renewFavourites(): void {
    this.#rules = { ...this.#rules, favourites: this.#sources.favourites.read() };
  }

  /** Computed anew only when the listing or the rules have changed. A search shows whatever it finds. */
  arrange(listing: RepositoryListing, { isSearch }: { readonly isSearch: boolean }): readonly Repository[] {
    const from = listing.repositories;
    const known = this.#arranged.get(listing);
    if (known?.from === from && known.rules === this.#rules) return known.repositories;
    const rules = this.#rules;
    const repositories = arrangeRepositories(from, isSearch ? { ...rules, filter: 'all' } : rules);
    this.#arranged.set(listing, { from, rules, repositories });
    return repositories;
  }

  #readRules(): ArrangementRules {
    const { favourites, recent, knowledge, filter } = this.#sources;
    return {
      filter: filter.mode,
      favourites: favourites.read(),
      recent: recent.read(),
      presenceOf: knowledge.read(),
    };
  }
}
