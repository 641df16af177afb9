import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Commit } from '../../bitbucket/model';

/** What a history is of, within a repository at one commit. */
export interface HistorySubject {
  readonly repository: RepositoryId;
  readonly kind: 'repository' | 'folder' | 'file';
  /** From the repository's root; `''` for the repository itself. */
  readonly path: string;
}

/** One step of a history. */
export interface HistoryEntry {
  readonly commit: Commit;
  /** Of the subject at that commit: earlier names of a file are followed. */
  readonly path: string;
}
