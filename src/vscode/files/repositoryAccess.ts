import type { Disposable } from '../../base/event';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { StateStore } from '../../repositories/cacheStore';
import type { DraftBook } from '../../repositories/drafts/branchDrafts';
import { isPassing } from '../../repositories/offlineStretch';
import { RepositoryAccounts, type Account, type AccountSource } from '../../repositories/repositoryAccounts';
import type { RepositoryServices } from '../../repositories/repositoryServices';

export interface RepositoryAccessPorts {
  readonly accounts: AccountSource;
  /** Loaded when first needed. */
  readonly services: (accountId: string) => Promise<RepositoryServices>;
  /** All drafts on this computer; loaded when first needed. */
  readonly loadDrafts: () => Promise<Pick<DraftBook, 'listScopes'>>;
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
  /** Who served a repository last in this window. */
  readonly #last = new Map<string, string>();

  constructor(ports: RepositoryAccessPorts) {
    this.#ports = ports;
    this.choices = new RepositoryAccounts({
      accounts: ports.accounts,
      state: ports.state,
      findDrafters: (repository) => this.#findDrafters(repository),
      canSee: (account, repository, signal) => this.#canSee(account, repository, signal),
    });
  }

  /**
   * Never asks the user; `accountId` is preferred while signed in. Where nobody is, or it cannot be told now whose turn it
   * is, the account with drafts of the repository serves it: they are on this computer, whatever else cannot be asked.
   * Rejects as `signedOut` when there are none either.
   */
  async get(repository: RepositoryId, accountId?: string, signal?: AbortSignal): Promise<RepositoryServices> {
    const preferred = (await this.#ports.accounts.accounts()).find(({ id }) => id === accountId);
    const id = preferred?.id ?? (await this.#findId(repository, signal));
    if (id === undefined) throw signedOut();
    this.#last.set(toKey(repository), id);
    return this.#ports.services(id);
  }

  /** The services of that very account, and of nobody else. Rejects as `signedOut` when it is not signed in. */
  async getOf(accountId: string, repository: RepositoryId): Promise<RepositoryServices> {
    const isSignedIn = (await this.#ports.accounts.accounts()).some(({ id }) => id === accountId);
    if (!isSignedIn) throw signedOut();
    this.#last.set(toKey(repository), accountId);
    return this.#ports.services(accountId);
  }

  /** The services of who served the repository last in this window, signed in or not: for what the editor has of it. */
  async findLast(repository: RepositoryId): Promise<RepositoryServices | undefined> {
    const id = this.#last.get(toKey(repository));
    return id === undefined ? undefined : this.#ports.services(id);
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

  async #findId(repository: RepositoryId, signal: AbortSignal | undefined): Promise<string | undefined> {
    try {
      const account = await this.choices.find(repository, signal);
      return account?.id ?? (await this.choices.findDrafter(repository));
    } catch (error) {
      signal?.throwIfAborted();
      const drafter = await this.choices.findDrafter(repository);
      if (drafter === undefined) throw error;
      return drafter;
    }
  }

  async #findDrafters({ workspace, slug }: RepositoryId): Promise<readonly string[]> {
    // Drafts that cannot be listed now say so where they are shown; they shall not keep anything else from being read.
    const scopes = await this.#ports
      .loadDrafts()
      .then((drafts) => drafts.listScopes())
      .catch(() => []);
    const ids = scopes
      .filter(({ count, scope: { repository: it } }) => count > 0 && it.workspace === workspace && it.slug === slug)
      .sort((a, b) => b.savedMs - a.savedMs)
      .map(({ scope }) => scope.accountId);
    return [...new Set(ids)];
  }

  async #canSee(account: Account, repository: RepositoryId, signal?: AbortSignal): Promise<boolean> {
    const { api, tips } = await this.#ports.services(account.id);
    try {
      await api.fetchRepository(repository, signal);
      return true;
    } catch (error) {
      const isRefusal = refusals.some((kind) => BitbucketError.is(error, kind));
      if (isRefusal) return false;
      // Offline, whoever has seen it before serves it: what was read lies with that account.
      if (isPassing(error) && (await tips.hasSeen(repository))) return true;
      throw error;
    }
  }
}

function toKey({ workspace, slug }: RepositoryId): string {
  return `${workspace}/${slug}`;
}

function signedOut(): BitbucketError {
  return new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
}
