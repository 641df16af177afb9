import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { AuthError } from './authError';
import type { StoredSession, Tokens } from './session';
import type { SessionBinding } from './sessionBinding';
import type { SessionStore } from './sessionStore';
import type { TokenEndpoint, TokenGrant } from './tokenEndpoint';

/** What a renewal works with; `Sessions` hands its own on. */
export interface SessionRenewalDependencies {
  readonly store: SessionStore;
  readonly binding: Pick<SessionBinding, 'findConsumer'>;
  readonly loadTokenEndpoint: () => Promise<TokenEndpoint>;
  readonly clock: Clock;
  readonly log: Log;
  /** How long what another window writes may take to be seen here; a refusal is believed only after that. Default: 0. */
  readonly refusalPauseMs?: number;
}

/** Renews stored sessions. Bitbucket's refresh tokens are good for one use, so the order of the steps is the point. */
export class SessionRenewal {
  readonly #store: SessionStore;
  readonly #binding: Pick<SessionBinding, 'findConsumer'>;
  readonly #loadTokenEndpoint: () => Promise<TokenEndpoint>;
  readonly #clock: Clock;
  readonly #refusalPauseMs: number;
  readonly #log: Log;
  /** Pairs that could not be stored, by id, with the session they renewed: the only copies there are. */
  readonly #unstored = new Map<string, { readonly before: SignedIn; readonly renewed: SignedIn }>();

  constructor(dependencies: SessionRenewalDependencies) {
    this.#store = dependencies.store;
    this.#binding = dependencies.binding;
    this.#loadTokenEndpoint = dependencies.loadTokenEndpoint;
    this.#clock = dependencies.clock;
    this.#refusalPauseMs = dependencies.refusalPauseMs ?? 0;
    this.#log = dependencies.log;
  }

  /**
   * Another access token than the refused one, which comes back only where it is an API token that still counts. To be
   * called under the session's lock. Rejects as `unreachable` or `rateLimited` (the session stays), `sessionEnded` (it
   * has just been marked) or `signedOut`.
   */
  async renew(id: string, refused: string): Promise<string> {
    // What is stored counts, not what this window remembers: somebody else may have renewed it.
    const session = await this.#findNewest(id);
    if (session.tokens.accessToken !== refused) return session.tokens.accessToken;
    const consumer = await this.#binding.findConsumer(session.consumerKey);
    if (consumer === undefined) throw new AuthError({ kind: 'signedOut' });
    const endpoint = await this.#loadTokenEndpoint();
    let grant: TokenGrant;
    try {
      grant = await endpoint.renew(session, consumer);
    } catch (error) {
      return this.#recover(session, error);
    }
    const renewed = { ...session, tokens: grant.tokens, scopes: keptScopes(session, grant) };
    // An API token, which nothing renews, and which was not what was refused.
    if (isSameGrant(renewed, session)) return refused;
    const before = this.#unstored.get(id)?.before ?? session;
    try {
      if (!(await this.#replace(before, renewed))) return await this.#discard(renewed);
    } catch (error) {
      if (AuthError.is(error) && !AuthError.is(error, 'secretsUnavailable')) throw error;
      // The former refresh token is used up: without this copy the session would be lost with a full disk.
      this.#unstored.set(id, { before, renewed });
      this.#log.warn('A renewed Bitbucket session could not be stored; this window keeps it and tries again.');
      return grant.tokens.accessToken;
    }
    this.#unstored.delete(id);
    this.#log.info('Renewed a Bitbucket session.');
    return grant.tokens.accessToken;
  }

  /** The pair that has renewed the stored one and could not be stored itself; `undefined` where none is newer. */
  findUnstored(stored: StoredSession): Tokens | undefined {
    const unstored = this.#unstored.get(stored.id);
    return unstored !== undefined && isSameGrant(stored, unstored.before) ? unstored.renewed.tokens : undefined;
  }

  /** Never rejects. */
  async revoke({ consumerKey, endpoints, tokens }: StoredSession): Promise<void> {
    if (tokens === undefined) return;
    try {
      const consumer = await this.#binding.findConsumer(consumerKey);
      if (consumer === undefined) return;
      await (await this.#loadTokenEndpoint()).revoke(endpoints.oauthUrl, consumer, tokens.refreshToken);
    } catch {
      this.#log.info('The tokens of a removed session were not revoked.');
    }
  }

  /** After a failed renewal: another window's newer token, or the error the caller should see. */
  async #recover(session: SignedIn, error: unknown): Promise<string> {
    if (AuthError.is(error, 'rateLimited')) throw error;
    if (!AuthError.is(error, 'wrongConsumer', 'grantRefused')) throw new AuthError({ kind: 'unreachable' });
    let now = await this.#findStored(session.id);
    if (isSameGrant(now, session) && this.#refusalPauseMs > 0) {
      // Where no lock reaches, another window's new pair may be on its way.
      await this.#clock.sleep(this.#refusalPauseMs);
      now = await this.#findStored(session.id);
    }
    if (!isSameGrant(now, session) && !this.#unstored.has(session.id)) return now.tokens.accessToken;
    await this.#replace(now, { ...now, tokens: undefined });
    this.#unstored.delete(session.id);
    this.#log.warn('Bitbucket refused to renew a session; its account must sign in again.');
    throw new AuthError({ kind: 'sessionEnded' });
  }

  /** What is stored instead of a renewal that came too late. Signing out could not revoke a pair that was under way. */
  async #discard(renewed: SignedIn): Promise<string> {
    try {
      return (await this.#findStored(renewed.id)).tokens.accessToken;
    } catch (error) {
      if (AuthError.is(error, 'signedOut')) await this.revoke(renewed);
      throw error;
    }
  }

  /**
   * Stores `next` unless somebody has stored other tokens, or removed the session, in the meantime: then it is false.
   * A session that a window has given up is none of these: here is the pair whose predecessor it was refused for.
   */
  async #replace(session: SignedIn, next: StoredSession): Promise<boolean> {
    const isStillThere = (it: StoredSession) =>
      isSameGrant(it, session) || (it.id === session.id && it.tokens === undefined);
    let isReplaced = false;
    await this.#store.update((stored) => {
      isReplaced = stored.some(isStillThere);
      return isReplaced ? stored.map((it) => (isStillThere(it) ? next : it)) : stored;
    });
    return isReplaced;
  }

  /** What is stored, or what could not be and is newer; that is stored now if possible. */
  async #findNewest(id: string): Promise<SignedIn> {
    const stored = await this.#findStored(id);
    const unstored = this.#unstored.get(id);
    if (unstored === undefined) return stored;
    const { before, renewed } = unstored;
    if (!isSameGrant(stored, before)) {
      this.#unstored.delete(id);
      return stored;
    }
    try {
      if (!(await this.#replace(before, renewed))) return await this.#findStored(id);
      this.#unstored.delete(id);
    } catch {
      this.#log.warn('A renewed Bitbucket session could still not be stored.');
    }
    return renewed;
  }

  async #findStored(id: string): Promise<SignedIn> {
    const found = (await this.#store.read()).find((it) => it.id === id);
    if (found === undefined) throw new AuthError({ kind: 'signedOut' });
    if (found.tokens === undefined) throw new AuthError({ kind: 'sessionEnded' });
    return { ...found, tokens: found.tokens };
  }
}

type SignedIn = StoredSession & { readonly tokens: NonNullable<StoredSession['tokens']> };

function isSameGrant(one: StoredSession, { id, tokens }: SignedIn): boolean {
  const { accessToken, refreshToken } = tokens;
  return one.id === id && one.tokens?.refreshToken === refreshToken && one.tokens.accessToken === accessToken;
}

/** An answer that names no scopes leaves them as they were. */
function keptScopes(session: StoredSession, { scopes }: TokenGrant): readonly string[] {
  return scopes.length === 0 ? session.scopes : scopes;
}
