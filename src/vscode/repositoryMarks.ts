import type { Event } from '../base/event';
import type { RepositoryId } from '../bitbucket/bitbucketApi';

/** What is on this computer of a repository besides what was read of it. */
export interface RepositoryMark {
  readonly isCloned: boolean;
  /** Branches with an offline copy. */
  readonly offlineBranches: readonly string[];
}

/** Tells for each row of the Repositories view what is on this computer. Reads what is known: no request, no file. */
export interface RepositoryMarks {
  read(repository: RepositoryId, accountId: string): RepositoryMark;
  readonly onDidChange: Event<unknown>;
}
