import type { Disposable } from '../../base/event';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { StateStore } from '../../repositories/cacheStore';
import { RepositoryAccounts, type Account, type AccountSource } from '../../repositories/repositoryAccounts';
import type { RepositoryServices } from '../../repositories/repositoryServices';

export interface RepositoryAccessPorts {
  readonly accounts: AccountSource;
  /** Loaded when first needed. */
  readonly services: (accountId: string) => Promise<RepositoryServices>;
  readonly state: StateStore;
  /** Lets the user choose; `undefined` when they decline. */
  readonly ask: (
    repository: RepositoryId,
    candidates: readonly Account[],
    signal: AbortSignal | undefined,
  ) => Promise<Account | undefined>;
}

/** Answers that are about the account, so another one may see the repository. */
const refusals = ['notFound', 'forbidden', 'unauthorized', 'signedOut'] as const;

/** Hands out what can be done with a repository, through the account that serves it. */
export class RepositoryAccess implements Disposable {
  readonly #ports: RepositoryAccessPorts;
  readonly choices: RepositoryAccounts;

  constructor(ports: RepositoryAccessPorts) {
    this.#ports = ports;
    this.choices = new RepositoryAccounts({
      accounts: ports.accounts,
      state: ports.state,
      canSee: (account, repository, signal) => this.#canSee(account, repository, signal),
    });
  }

  /** Never asks the user; `accountId` is preferred while signed in. Rejects as `signedOut` when nobody is. */
  async get(repository: RepositoryId, accountId?: string, signal?: AbortSignal): Promise<RepositoryServices> {
    const preferred = (await this.#ports.accounts.accounts()).find(({ id }) => id === accountId);
    const account = preferred ?? (await this.choices.find(repository, signal));
    if (account === undefined) throw signedOut();
    return this.#ports.services(account.id);
  }

  /**
   * On a user's action: what they open in the tree of one of several accounts, that account shall serve; elsewhere they
   * are asked once where several could. `undefined` when they decline.
   */
  async getAsking(
    repository: RepositoryId,
    accountId?: string,
    signal?: AbortSignal,
  ): Promise<RepositoryServices | undefined> {
    const accounts = await this.#ports.accounts.accounts();
    if (accounts.length === 0) throw signedOut();
    const isOneOfSeveral = accounts.length > 1 && accounts.some(({ id }) => id === accountId);
    if (isOneOfSeveral && accountId !== undefined) await this.choices.choose(repository, accountId);
    const ask = (candidates: readonly Account[]) => this.#ports.ask(repository, candidates, signal);
    const account = await this.choices.findOrAsk(repository, ask, signal);
    return account && this.#ports.services(account.id);
  }

  /** Everybody who is signed in, with their services. Rejects as `signedOut` when nobody is. */
  async all(): Promise<readonly (RepositoryServices & { readonly account: Account })[]> {
    const accounts = await this.#ports.accounts.accounts();
    if (accounts.length === 0) throw signedOut();
    return Promise.all(accounts.map(async (account) => ({ account, ...(await this.#ports.services(account.id)) })));
  }

  dispose(): void {
    this.choices.dispose();
  }

  async #canSee(account: Account, repository: RepositoryId, signal?: AbortSignal): Promise<boolean> {
    const { api } = await this.#ports.services(account.id);
    try {
      await api.fetchRepository(repository, signal);
      return true;
    } catch (error) {
      const isRefusal = refusals.some((kind) => BitbucketError.is(error, kind));
      if (isRefusal) return false;
      throw error;
    }
  }
}

function signedOut(): BitbucketError {
  return new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
}
