import { type Disposable, Emitter, type Event } from '../base/event';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { StateStore } from './cacheStore';
import { SharedRequest } from './sharedRequest';

/** A signed-in Bitbucket account. */
export interface Account {
  readonly id: string;
  /** As shown to the user. */
  readonly label: string;
}

/** The accounts signed in now; sign-in satisfies it. */
export interface AccountSource {
  accounts(): Promise<readonly Account[]>;
  readonly onDidChange: Event<unknown>;
}

export interface RepositoryAccountsPorts {
  readonly accounts: AccountSource;
  /** Whether an account may read a repository: one request. Rejects when that cannot be told now. */
  readonly canSee: (account: Account, repository: RepositoryId, signal?: AbortSignal) => Promise<boolean>;
  /** Ids of the accounts that have drafts of a repository on this computer, signed in or not; last saved first. */
  readonly findDrafters: (repository: RepositoryId) => Promise<readonly string[]>;
  readonly state: StateStore;
}

/**
 * Which account serves a repository: the user's choice, else the only one there is, else the one with drafts of it, else
 * the first that sees it. A choice outlives a sign-out, so that signing in again restores it.
 */
export class RepositoryAccounts implements Disposable {
  readonly #ports: RepositoryAccountsPorts;
  readonly #found = new Map<string, Account>();
  readonly #drafters = new Map<string, readonly string[]>();
  readonly #searches = new SharedRequest<Account | undefined>();
  readonly #subscription: Disposable;
  readonly #onDidChange = new Emitter<RepositoryId | undefined>();
  /** Another account may serve this repository now; `undefined` stands for any repository. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(ports: RepositoryAccountsPorts) {
    this.#ports = ports;
    this.#subscription = ports.accounts.onDidChange(() => {
      this.#found.clear();
      this.#drafters.clear();
      this.#onDidChange.fire(undefined);
    });
  }

  /**
   * Never asks the user. `undefined` when nobody is signed in. When several are and none sees the repository, the first
   * one serves it: its refusal is what the user should read.
   */
  async find(repository: RepositoryId, signal?: AbortSignal): Promise<Account | undefined> {
    const accounts = await this.#ports.accounts.accounts();
    const chosenId = this.#ports.state.get(toKey(repository));
    const certain = accounts.find(({ id }) => id === chosenId) ?? (accounts.length === 1 ? accounts[0] : undefined);
    if (certain !== undefined || accounts.length === 0) return certain;
    const key = toKey(repository);
    const search = (shared: AbortSignal) => this.#search(repository, accounts, shared);
    const found =
      this.#found.get(key) ??
      (await this.#findDrafting(repository, accounts)) ??
      (await this.#searches.run(key, signal, search));
    if (found !== undefined) this.#found.set(key, found);
    return found ?? accounts[0];
  }

  /**
   * The id of the account whose drafts of a repository count while nobody is signed in: the chosen one, else the one that
   * saved last. `undefined` where there are no drafts.
   */
  async findDrafter(repository: RepositoryId): Promise<string | undefined> {
    const drafters = await this.#readDrafters(repository);
    const chosenId = this.#ports.state.get(toKey(repository));
    return drafters.find((id) => id === chosenId) ?? drafters[0];
  }

  /**
   * As `find`, on a user's action: when several accounts see the repository and none was chosen yet, `ask` once and
   * remember. `undefined` when nobody is signed in or the user declined to choose.
   */
  async findOrAsk(
    repository: RepositoryId,
    ask: (candidates: readonly Account[]) => Promise<Account | undefined>,
    signal?: AbortSignal,
  ): Promise<Account | undefined> {
    const accounts = await this.#ports.accounts.accounts();
    const chosenId = this.#ports.state.get(toKey(repository));
    if (accounts.length < 2 || accounts.some(({ id }) => id === chosenId)) return this.find(repository, signal);
    const candidates = await this.findCandidates(repository, signal);
    if (candidates.length < 2) return candidates[0] ?? accounts[0];
    const chosen = await ask(candidates);
    if (chosen !== undefined) await this.choose(repository, chosen.id);
    return chosen;
  }

  /** The signed-in accounts that see a repository: one request each. */
  async findCandidates(repository: RepositoryId, signal?: AbortSignal): Promise<readonly Account[]> {
    const accounts = await this.#ports.accounts.accounts();
    const canSee = await Promise.all(accounts.map((account) => this.#ports.canSee(account, repository, signal)));
    return accounts.filter((_, index) => canSee[index]);
  }

  /** Chooses one of several accounts where none was chosen yet: no question, no request. */
  async suggest(repository: RepositoryId, accountId: string): Promise<void> {
    const accounts = await this.#ports.accounts.accounts();
    const isOneOfSeveral = accounts.length > 1 && accounts.some(({ id }) => id === accountId);
    if (isOneOfSeveral && this.#ports.state.get(toKey(repository)) === undefined) {
      await this.choose(repository, accountId);
    }
  }

  async choose(repository: RepositoryId, accountId: string): Promise<void> {
    const key = toKey(repository);
    if (this.#ports.state.get(key) === accountId) return;
    await this.#ports.state.update(key, accountId);
    this.#found.delete(key);
    this.#onDidChange.fire(repository);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  async #findDrafting(repository: RepositoryId, accounts: readonly Account[]): Promise<Account | undefined> {
    const drafters = await this.#readDrafters(repository);
    return drafters.map((drafter) => accounts.find(({ id }) => id === drafter)).find((it) => it !== undefined);
  }

  /** Read once, as long as the same people are signed in: many files are asked for at the same time. */
  async #readDrafters(repository: RepositoryId): Promise<readonly string[]> {
    const key = toKey(repository);
    const drafters = this.#drafters.get(key) ?? (await this.#ports.findDrafters(repository));
    if (drafters.length > 0) this.#drafters.set(key, drafters);
    return drafters;
  }

  async #search(
    repository: RepositoryId,
    accounts: readonly Account[],
    signal: AbortSignal,
  ): Promise<Account | undefined> {
    for (const account of accounts) if (await this.#ports.canSee(account, repository, signal)) return account;
    return undefined;
  }
}

function toKey({ workspace, slug }: RepositoryId): string {
  return `repositoryAccount:${workspace}/${slug}`;
}
