import type { Endpoints } from '../../auth/endpoints';
import type { Session } from '../../auth/session';
import type { Sessions } from '../../auth/sessions';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { DraftBook } from '../../repositories/drafts/branchDrafts';
import type { Account } from '../../repositories/repositoryAccounts';
import type { AccountServicesPorts, createAccountServices } from './createAccountServices';
import type { createDraftBook } from './draftBook';

type Services = ReturnType<typeof createAccountServices>;
type OpenedBook = ReturnType<typeof createDraftBook>;

export interface AccountRegistryPorts extends AccountServicesPorts {
  readonly sessions: Pick<Sessions, 'getSessions' | 'tokenSource' | 'onDidChange'>;
  /** `undefined` when the settings name no usable address. */
  readonly readEndpoints: () => Endpoints | undefined;
}

/** Who is signed in, and what the extension can do for each. An account's services are made once per Bitbucket. */
export class AccountRegistry implements Disposable {
  readonly #ports: AccountRegistryPorts;
  readonly #services = new Map<string, Promise<Services>>();
  readonly #books = new Map<string, Promise<OpenedBook>>();
  readonly #onDidChange = new Emitter<void>();
  readonly #subscription: Disposable;

  constructor(ports: AccountRegistryPorts) {
    this.#ports = ports;
    this.#subscription = ports.sessions.onDidChange(({ signedOut }) => {
      if (signedOut.length > 0) void this.#forget(signedOut);
      this.#onDidChange.fire();
    });
  }

  get onDidChange(): Event<void> {
    return this.#onDidChange.event;
  }

  /** Silent: no question, no request. An account whose session has ended is among them: it may sign in again. */
  readonly accounts = async (): Promise<readonly Account[]> => {
    const sessions = await this.#ports.sessions.getSessions();
    return sessions.map(({ account }) => account);
  };

  readonly services = (accountId: string): Promise<Services> => {
    const endpoints = this.#ports.readEndpoints();
    if (endpoints === undefined) return Promise.reject(new Error('The settings name no usable Bitbucket address.'));
    const key = JSON.stringify([accountId, endpoints]);
    const services = this.#services.get(key) ?? this.#create(accountId, endpoints.apiUrl);
    this.#services.set(key, services);
    // A chunk that could not be loaded is tried again at the next use.
    services.catch(() => this.#services.delete(key));
    return services;
  };

  /** All drafts for the Bitbucket of the settings, of whoever made them, signed in or not. Loaded when first needed. */
  readonly drafts = async (): Promise<DraftBook> => {
    const endpoints = this.#ports.readEndpoints();
    if (endpoints === undefined) throw new Error('The settings name no usable Bitbucket address.');
    return (await this.#openBook(endpoints.apiUrl)).book;
  };

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
    for (const opening of this.#books.values()) {
      opening.then(
        ({ folders }) => {
          folders.dispose();
        },
        () => undefined,
      );
    }
  }

  /**
   * Whoever signs out leaves nothing of private repositories on this computer. Where other settings took the session
   * away, what was read with it stays for when they are set back.
   */
  async #forget(signedOut: readonly Session[]): Promise<void> {
    const { readEndpoints, storageFolder, log } = this.#ports;
    const endpoints = readEndpoints();
    if (endpoints === undefined) return;
    try {
      const { removeAccountCache } = await import('./accountCache');
      const signedIn = new Set((await this.accounts()).map(({ id }) => id));
      const gone = signedOut.filter(({ account }) => !signedIn.has(account.id));
      await Promise.all(gone.map(({ account }) => removeAccountCache(storageFolder, endpoints.apiUrl, account.id)));
      if (gone.length > 0) log.info('Removed what was kept of an account that signed out.');
    } catch (error) {
      log.warn(`What was kept of an account that signed out could not be removed: ${String(error)}`);
    }
  }

  async #create(accountId: string, apiUrl: string): Promise<Services> {
    // Before anything is awaited: the tokens must be those of the address that was read with it.
    const tokens = this.#ports.sessions.tokenSource(accountId);
    const [{ createAccountServices }, { book }] = await Promise.all([
      import('./createAccountServices'),
      this.#openBook(apiUrl),
    ]);
    return createAccountServices({ accountId, apiUrl, tokens, drafts: book }, this.#ports);
  }

  #openBook(apiUrl: string): Promise<OpenedBook> {
    const opening = this.#books.get(apiUrl) ?? this.#loadBook(apiUrl);
    this.#books.set(apiUrl, opening);
    opening.catch(() => this.#books.delete(apiUrl));
    return opening;
  }

  async #loadBook(apiUrl: string): Promise<OpenedBook> {
    const { createDraftBook } = await import('./draftBook');
    return createDraftBook(apiUrl, this.#ports);
  }
}
