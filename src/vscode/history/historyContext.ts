import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { CiStateSource } from '../../repositories/ciStates';
import type { BranchReview } from '../compare/review';
import type { Reviews } from '../compare/reviews';
import type { FileCommandContext } from '../files/fileCommandContext';

/** What the history view and its commands work with. */
export interface HistoryContext extends FileCommandContext {
  /** Through the account that serves the repository. */
  readonly ciStatesOf: (repository: RepositoryId) => Promise<CiStateSource>;
  /** What several files are compared with. */
  readonly loadReviews: () => Promise<Pick<Reviews, 'open'>>;
  /** Lists what a branch has different, to be looked at file by file. */
  readonly beginReview: (review: BranchReview) => Promise<void>;
}
