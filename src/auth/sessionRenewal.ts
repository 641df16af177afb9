import type { Log } from '../base/log';
import { AuthError } from './authError';
import type { StoredSession } from './session';
import type { SessionBinding } from './sessionBinding';
import type { SessionStore } from './sessionStore';
import type { TokenEndpoint, TokenGrant } from './tokenEndpoint';

/** Renews stored sessions. Bitbucket's refresh tokens are good for one use, so the order of the steps is the point. */
export class SessionRenewal {
  readonly #store: SessionStore;
  readonly #binding: Pick<SessionBinding, 'findConsumer'>;
  readonly #loadTokenEndpoint: () => Promise<TokenEndpoint>;
  readonly #log: Log;

  constructor(dependencies: {
    readonly store: SessionStore;
    readonly binding: Pick<SessionBinding, 'findConsumer'>;
    readonly loadTokenEndpoint: () => Promise<TokenEndpoint>;
    readonly log: Log;
  }) {
    this.#store = dependencies.store;
    this.#binding = dependencies.binding;
    this.#loadTokenEndpoint = dependencies.loadTokenEndpoint;
    this.#log = dependencies.log;
  }

  /**
   * Another access token than the refused one. To be called under the session's lock. Rejects as `unreachable` (the
   * session stays), `sessionEnded` (it has just been marked) or `signedOut`.
   */
  async renew(id: string, refused: string): Promise<string> {
    // What is stored counts, not what this window remembers: somebody else may have renewed it.
    const session = await this.#findStored(id);
    if (session.tokens.accessToken !== refused) return session.tokens.accessToken;
    const consumer = await this.#binding.findConsumer(session.consumerKey);
    if (consumer === undefined) throw new AuthError({ kind: 'signedOut' });
    const endpoint = await this.#loadTokenEndpoint();
    let grant: TokenGrant;
    try {
      grant = await endpoint.renew(session.endpoints.oauthUrl, consumer, session.tokens.refreshToken);
    } catch (error) {
      return this.#recover(session, error);
    }
    const renewed = { ...session, tokens: grant.tokens, scopes: keptScopes(session, grant) };
    if (!(await this.#replace(session, renewed))) return this.#discard(renewed);
    this.#log.info('Renewed a Bitbucket session.');
    return grant.tokens.accessToken;
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
    if (!AuthError.is(error, 'wrongConsumer', 'grantRefused')) throw new AuthError({ kind: 'unreachable' });
    const now = await this.#findStored(session.id);
    if (now.tokens.refreshToken !== session.tokens.refreshToken) return now.tokens.accessToken;
    await this.#replace(session, { ...session, tokens: undefined });
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

  /** Stores `next` unless somebody has stored other tokens, or removed the session, in the meantime: then it is false. */
  async #replace(session: SignedIn, next: StoredSession): Promise<boolean> {
    let isStillThere = false;
    await this.#store.update((stored) => {
      isStillThere = stored.some((it) => isSameGrant(it, session));
      return isStillThere ? stored.map((it) => (isSameGrant(it, session) ? next : it)) : stored;
    });
    return isStillThere;
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
  return one.id === id && one.tokens?.refreshToken === tokens.refreshToken;
}

/** An answer that names no scopes leaves them as they were. */
function keptScopes(session: StoredSession, { scopes }: TokenGrant): readonly string[] {
  return scopes.length === 0 ? session.scopes : scopes;
}
