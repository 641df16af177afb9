import type { Repository } from '../bitbucket/model';
import { isShownBy, type FilterMode } from './catalogFilter';
import type { PipelinePresence } from './pipelineKnowledge';

/** Which repositories to show and in what order: favourites, then recent ones, then the last updated. */
export interface ArrangementRules {
  readonly filter: FilterMode;
  readonly favourites: ReadonlySet<string>;
  /** As `workspace/slug`, the latest first. */
  readonly recent: readonly string[];
  readonly presenceOf: (repositoryUuid: string) => PipelinePresence;
}

/** Orders and filters; a favourite is never filtered out. Leaves its input alone. */
export function arrangeRepositories(
  repositories: readonly Repository[],
  rules: ArrangementRules,
): readonly Repository[] {
  const recentRank = new Map(rules.recent.map((name, index) => [name, index]));
  const rankOf = ({ uuid, workspace, slug }: Repository) =>
    rules.favourites.has(uuid) ? -1 : (recentRank.get(`${workspace}/${slug}`) ?? Number.MAX_SAFE_INTEGER);
  return repositories
    .filter(({ uuid }) => rules.favourites.has(uuid) || isShownBy(rules.filter, rules.presenceOf(uuid)))
    .map((repository) => ({ repository, rank: rankOf(repository), updated: Date.parse(repository.updatedOn) || 0 }))
    .sort((a, b) => a.rank - b.rank || b.updated - a.updated || compareText(a.repository.slug, b.repository.slug))
    .map(({ repository }) => repository);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
