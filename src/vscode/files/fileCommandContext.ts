import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { LastUsedBranches } from '../../repositories/lastUsedBranches';
import type { RecentRepositories } from '../../repositories/recentRepositories';
import type { Account } from '../../repositories/repositoryAccounts';
import type { RepositoryCatalog } from '../../repositories/repositoryCatalog';
import type { RepositoryAccess } from './repositoryAccess';

/** The repositories an account can write to. */
export interface AccountCatalog {
  readonly account: Account;
  readonly catalog: Pick<
    RepositoryCatalog,
    'listings' | 'isLoading' | 'failure' | 'onDidChange' | 'load' | 'refresh' | 'find'
  >;
}

/** What the commands on files and repositories work with. */
export interface FileCommandContext {
  readonly access: RepositoryAccess;
  /** Of everybody who is signed in. */
  readonly readCatalogs: () => Promise<readonly AccountCatalog[]>;
  readonly lastUsedBranches: LastUsedBranches;
  readonly recent: Pick<RecentRepositories, 'read' | 'add'>;
  /** Bitbucket's website, as set now. */
  readonly webUrl: () => string;
  readonly clock: Clock;
  readonly log: Log;
}
