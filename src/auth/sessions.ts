import { Emitter, type Disposable, type Event } from '../base/event';
import { SharedCall } from '../base/sharedCall';
import { untilAborted } from '../base/untilAborted';
import { AuthError } from './authError';
import { isSameEndpoints, type Endpoints } from './endpoints';
import { RenewalPauses } from './renewalPauses';
import { findMissingScopes } from './scopes';
import { toSession, type Account, type Session, type StoredSession, type Tokens } from './session';
import type { SessionBinding } from './sessionBinding';
import { SessionRenewal, type SessionRenewalDependencies } from './sessionRenewal';
import type { RenewalLock } from './sessionStore';
import type { TokenGrant } from './tokenEndpoint';

/** The ports of `Sessions`; store and lock decide how far several windows see each other. */
export interface SessionsDependencies extends SessionRenewalDependencies {
  readonly lock: RenewalLock;
  readonly binding: SessionBinding;
  /**
   * How much earlier than others this window renews, another time in each window: where no lock reaches, as between a
   * local window and a remote one, the first to renew tells the others before it is their turn. Default: 0.
   */
  readonly renewalLeadMs?: number;
}

/** The difference between what listeners knew and what counts now, at the current endpoints and consumers. */
export interface SessionsChange {
  readonly added: readonly Session[];
  readonly removed: readonly Session[];
  /** Those of `removed` that are not stored any more; others wait for the endpoints and consumer they belong to. */
  readonly signedOut: readonly Session[];
  readonly changed: readonly Session[];
  /** Those of `changed` that had ended and have not any more. */
  readonly signedInAgain: readonly Session[];
}

/** Supplies an account's token; satisfies `bitbucket/`'s port of the same shape. Rejects with `AuthError`, or the abort reason. */
export interface TokenSource {
  /** `signedOut`, `sessionEnded`, `unreachable` or `rateLimited` when there is no token to be had. */
  getAccessToken(signal?: AbortSignal): Promise<string>;
  /**
   * Another token than the refused one, by renewal if nobody renewed it meanwhile. The same one where it is good and
   * nothing but the request was refused.
   */
  renewAccessToken(refused: string, signal?: AbortSignal): Promise<string>;
}

/** How a renewal ended, and for which token it was asked. */
interface Renewal {
  readonly token: string;
  readonly refused: string;
}

/** A session's newest tokens. */
interface FoundSession {
  readonly id: string;
  readonly tokens: Tokens;
  /** The stored token in whose place they are, where they could not be stored. */
  readonly renewedFrom: string | undefined;
}

const renewalMarginMs = 5 * 60_000;
/** Of one caller, each after the pause that the one before has brought. */
const mostAttempts = 3;

/** The signed-in accounts of the current endpoints, and their tokens. Reads nothing before it is asked. */
export class Sessions implements Disposable {
  readonly #deps: SessionsDependencies;
  readonly #renewal: SessionRenewal;
  readonly #renewals = new SharedCall<string, Renewal>();
  readonly #pauses: RenewalPauses;
  readonly #onDidChange = new Emitter<SessionsChange>();
  readonly #subscriptions: readonly Disposable[];
  /** All that is stored, as last read; `undefined` before the first reading. */
  #stored: readonly StoredSession[] | undefined;
  /** What listeners know of, by id. */
  #announced = new Map<string, StoredSession>();
  /** Ids never come back: one that does was written by a window that had not heard of the sign-out. */
  readonly #removed = new Set<string>();
  #reading: Promise<unknown> = Promise.resolve();

  constructor(dependencies: SessionsDependencies) {
    this.#deps = dependencies;
    this.#renewal = new SessionRenewal(dependencies);
    this.#pauses = new RenewalPauses(dependencies.clock);
    const { store, binding, log } = dependencies;
    const refresh = () => {
      this.#refresh().catch(() => {
        log.warn('The stored Bitbucket sessions could not be read.');
      });
    };
    this.#subscriptions = [store.onDidChange(refresh), binding.onDidChange(refresh)];
  }

  /** Raised once per change, whichever window made it. A session that ends is `changed`. */
  get onDidChange(): Event<SessionsChange> {
    return this.#onDidChange.event;
  }

  /** Silent: no question, no request. Those that hold all the scopes; ended ones are among them. */
  async getSessions(scopes?: readonly string[], accountId?: string): Promise<readonly Session[]> {
    return (await this.#listUsable(this.#deps.binding.readEndpoints()))
      .filter((stored) => accountId === undefined || stored.account.id === accountId)
      .filter((stored) => findMissingScopes(stored.scopes, scopes ?? []).length === 0)
      .map(toSession);
  }

  /** The newest token that is known, however old; `undefined` when the session is unknown or has ended. */
  findLastAccessToken(sessionId: string): string | undefined {
    const found = this.#stored?.find(({ id }) => id === sessionId);
    return (found && (this.#renewal.findUnstored(found) ?? found.tokens))?.accessToken;
  }

  /**
   * Keeps a new grant. An account that is signed in already keeps its session's id. Rejects with the signal's reason,
   * and keeps nothing, when it aborts before the grant is written.
   */
  async add(
    account: Account,
    { tokens, scopes }: TokenGrant,
    { endpoints, consumerKey }: { endpoints: Endpoints; consumerKey: string },
    signal?: AbortSignal,
  ): Promise<Session> {
    let added: StoredSession = { id: crypto.randomUUID(), account, scopes, endpoints, consumerKey, tokens };
    await this.#deps.store.update((stored) => {
      signal?.throwIfAborted();
      const isSameAccount = (it: StoredSession) =>
        it.account.id === account.id && isSameEndpoints(it.endpoints, endpoints) && this.#hasKnownConsumer(it);
      const former = stored.find((it) => isSameAccount(it) && !this.#removed.has(it.id));
      added = { ...added, id: former?.id ?? added.id };
      return [...stored.filter((it) => !isSameAccount(it)), added];
    });
    await this.#refresh();
    return toSession(added);
  }

  /** Signs an account out and asks Bitbucket to revoke its tokens, best effort. An unknown id is no error. */
  async remove(sessionId: string): Promise<void> {
    const removed = await this.#takeOut(sessionId);
    await this.#refresh();
    if (removed !== undefined) await this.#renewal.revoke(removed);
  }

  /** Tokens of an account at the endpoints that are set now; a later change of the settings does not redirect them. */
  tokenSource(accountId: string): TokenSource {
    const endpoints = this.#deps.binding.readEndpoints();
    return {
      getAccessToken: (signal) => untilAborted(this.#getAccessToken(accountId, endpoints), signal),
      renewAccessToken: (refused, signal) =>
        untilAborted(this.#renewAccessToken(accountId, endpoints, refused), signal),
    };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#pauses.dispose();
    this.#onDidChange.dispose();
  }

  async #getAccessToken(accountId: string, endpoints: Endpoints | undefined): Promise<string> {
    const session = await this.#findSession(accountId, endpoints);
    const { id, tokens } = session;
    const now = this.#deps.clock.now();
    const earlyMs = renewalMarginMs + (this.#deps.renewalLeadMs ?? 0);
    const marginMs = Math.min(earlyMs, (tokens.expiresAt - tokens.receivedAt) / 2);
    const isGood = now < tokens.expiresAt;
    if (isGood && (now < tokens.expiresAt - marginMs || this.#pauses.remainingMs(id) > 0))
      return this.#handOut(session);
    if (!isGood) return this.#renewPatiently(id, tokens.accessToken);
    try {
      return await this.#renew(id, tokens.accessToken);
    } catch (error) {
      if (AuthError.is(error, 'unreachable', 'rateLimited', 'secretsUnavailable')) return tokens.accessToken;
      throw error;
    }
  }

  async #renewAccessToken(accountId: string, endpoints: Endpoints | undefined, refused: string): Promise<string> {
    const session = await this.#findSession(accountId, endpoints);
    return session.tokens.accessToken === refused ? this.#renewPatiently(session.id, refused) : this.#handOut(session);
  }

  /** What could not be stored is tried again whenever it is used. */
  async #handOut({ id, tokens, renewedFrom }: FoundSession): Promise<string> {
    if (renewedFrom === undefined || this.#pauses.remainingMs(id) > 0) return tokens.accessToken;
    try {
      // Sends nothing: there is a newer pair than the one that is to be renewed.
      return await this.#renew(id, renewedFrom);
    } catch (error) {
      if (AuthError.is(error, 'signedOut', 'sessionEnded')) throw error;
      return tokens.accessToken;
    }
  }

  /** Where no token is left to go on with: waits out a short limit, all callers together, and tries again. */
  async #renewPatiently(id: string, refused: string): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      await this.#pauses.wait(id);
      try {
        return await this.#renew(id, refused);
      } catch (error) {
        if (!AuthError.is(error, 'rateLimited') || attempt === mostAttempts) throw error;
      }
    }
  }

  async #renew(id: string, refused: string): Promise<string> {
    const renew = () => this.#renewals.run(id, () => this.#renewUnderLock(id, refused));
    const renewal = await renew();
    // Whoever asked first may have meant an older token than this caller.
    const isAnothers = renewal.token === refused && renewal.refused !== refused;
    return (isAnothers ? await renew() : renewal).token;
  }

  async #renewUnderLock(id: string, refused: string): Promise<Renewal> {
    try {
      const token = await this.#deps.lock.run(id, () => this.#renewal.renew(id, refused));
      this.#pauses.end(id);
      return { token, refused };
    } catch (error) {
      if (!AuthError.is(error, 'rateLimited')) throw error;
      const retryAfterMs = this.#pauses.begin(id, error.failure.retryAfterMs);
      this.#deps.log.info(`Bitbucket limits renewals: the next one waits ${Math.ceil(retryAfterMs / 1000)} s.`);
      throw new AuthError({ kind: 'rateLimited', retryAfterMs });
    } finally {
      await this.#refresh();
    }
  }

  async #findSession(accountId: string, endpoints: Endpoints | undefined): Promise<FoundSession> {
    const found = (await this.#listUsable(endpoints)).find(({ account }) => account.id === accountId);
    if (found === undefined) throw new AuthError({ kind: 'signedOut' });
    const { id, tokens } = found;
    if (tokens === undefined) throw new AuthError({ kind: 'sessionEnded' });
    const unstored = this.#renewal.findUnstored(found);
    return { id, tokens: unstored ?? tokens, renewedFrom: unstored && tokens.accessToken };
  }

  async #listUsable(endpoints: Endpoints | undefined): Promise<readonly StoredSession[]> {
    if (this.#stored === undefined) await this.#readOnce();
    return this.#filterUsable(endpoints);
  }

  #filterUsable(endpoints: Endpoints | undefined): readonly StoredSession[] {
    if (endpoints === undefined) return [];
    return (this.#stored ?? []).filter(
      (stored) => isSameEndpoints(stored.endpoints, endpoints) && this.#hasKnownConsumer(stored),
    );
  }

  #hasKnownConsumer({ consumerKey }: StoredSession): boolean {
    return this.#deps.binding.isKnownConsumer(consumerKey);
  }

  /** The first reading announces nothing: whoever asked for it gets it as the answer. */
  #readOnce(): Promise<void> {
    return this.#inOrder(async () => {
      if (this.#stored !== undefined) return;
      this.#stored = await this.#readStore();
      this.#announced = toMap(this.#filterUsable(this.#deps.binding.readEndpoints()));
    });
  }

  #refresh(): Promise<void> {
    return this.#inOrder(async () => {
      this.#stored = await this.#readStore();
      this.#announce();
    });
  }

  /** Without those this window has signed out; one that came back is taken out again. */
  async #readStore(): Promise<readonly StoredSession[]> {
    const stored = await this.#deps.store.read();
    const returned = stored.filter(({ id }) => this.#removed.has(id));
    if (returned.length === 0) return stored;
    for (const { id } of returned) void this.#removeAgain(id);
    return stored.filter((it) => !returned.includes(it));
  }

  async #removeAgain(sessionId: string): Promise<void> {
    try {
      const removed = await this.#takeOut(sessionId);
      if (removed !== undefined) await this.#renewal.revoke(removed);
    } catch {
      this.#deps.log.warn('A Bitbucket session that was signed out is still stored.');
    }
  }

  async #takeOut(sessionId: string): Promise<StoredSession | undefined> {
    let removed: StoredSession | undefined;
    await this.#deps.store.update((stored) => {
      removed = stored.find(({ id }) => id === sessionId);
      return removed === undefined ? stored : stored.filter(({ id }) => id !== sessionId);
    });
    if (removed !== undefined) this.#removed.add(sessionId);
    return removed;
  }

  #announce(): void {
    const before = this.#announced;
    const after = toMap(this.#filterUsable(this.#deps.binding.readEndpoints()));
    this.#announced = after;
    const isChanged = (it: StoredSession, old = before.get(it.id)) =>
      old !== undefined && JSON.stringify(old) !== JSON.stringify(it);
    const changed = [...after.values()].filter((it) => isChanged(it));
    const removed = [...before.values()].filter(({ id }) => !after.has(id));
    const isStored = ({ id }: StoredSession) => this.#stored?.some((it) => it.id === id);
    const hadEnded = ({ id }: StoredSession) => before.get(id)?.tokens === undefined;
    const change: SessionsChange = {
      added: [...after.values()].filter(({ id }) => !before.has(id)).map(toSession),
      removed: removed.map(toSession),
      signedOut: removed.filter((it) => isStored(it) !== true).map(toSession),
      changed: changed.map(toSession),
      signedInAgain: changed.filter((it) => hadEnded(it) && it.tokens !== undefined).map(toSession),
    };
    if (change.added.length + change.removed.length + change.changed.length > 0) this.#onDidChange.fire(change);
  }

  #inOrder(read: () => Promise<void>): Promise<void> {
    const next = this.#reading.then(read, read);
    this.#reading = next.catch(() => undefined);
    return next;
  }
}

function toMap(stored: readonly StoredSession[]): Map<string, StoredSession> {
  return new Map(stored.map((it) => [it.id, it]));
}
