import type { Log } from '../../base/log';
import type { LastUsedBranches } from '../../repositories/lastUsedBranches';
import type { RepositoryAccess } from './repositoryAccess';

/** What the commands on files and repositories work with. */
export interface FileCommandContext {
  readonly access: RepositoryAccess;
  readonly lastUsedBranches: LastUsedBranches;
  /** Bitbucket's website, as set now. */
  readonly webUrl: () => string;
  readonly log: Log;
}
