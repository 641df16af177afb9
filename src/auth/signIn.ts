import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { withDeadline } from '../base/withDeadline';
import { AuthError } from './authError';
import type { Consumer } from './consumer';
import type { Endpoints } from './endpoints';
import type { RedirectAnswer } from './pendingRedirects';
import { createPkcePair, createRandomToken, type PkcePair } from './pkce';
import type { RedirectListener, RedirectWay } from './redirectWay';
import { findMissingScopes } from './scopes';
import type { Account, Session } from './session';
import type { Sessions } from './sessions';
import { toErrorCode, type TokenEndpoint, type TokenGrant } from './tokenEndpoint';

/** The user's browser. */
export interface Browser {
  /**
   * The answer decides nothing: `false` is also what the editor says when the user chose to copy the address and opens
   * it elsewhere.
   */
  open(url: string): PromiseLike<unknown>;
}

/** Who an access token belongs to: one request to `/user`. */
export type FetchAccount = (endpoints: Endpoints, accessToken: string, signal: AbortSignal) => Promise<Account>;

/** What a sign-in works with; the same for all of them. */
export interface SignInDependencies {
  readonly browser: Browser;
  readonly tokenEndpoint: Pick<TokenEndpoint, 'exchangeCode' | 'revoke'>;
  readonly fetchAccount: FetchAccount;
  readonly sessions: Pick<Sessions, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What tells one sign-in from another: where, as which consumer, which way back, and what for. */
export interface SignInRequest {
  readonly endpoints: Endpoints;
  readonly consumer: Consumer;
  readonly way: RedirectWay;
  /** A grant without one of these ends as `missingScopes`. */
  readonly scopes: readonly string[];
}

const signInTimeoutMs = 5 * 60_000;

/**
 * One sign-in through the browser: authorization code with PKCE. Leaves nothing open behind, however it ends, and asks
 * Bitbucket to revoke tokens that came of it and are not kept. Rejects with `AuthError`, or the signal's reason.
 */
export async function signIn(
  dependencies: SignInDependencies,
  request: SignInRequest,
  signal: AbortSignal,
): Promise<Session> {
  const { tokenEndpoint, sessions } = dependencies;
  const { endpoints, consumer, scopes } = request;
  const pkce = await createPkcePair();
  const { code, redirectUri } = await fetchCode(dependencies, request, pkce, signal);
  const grant = await tokenEndpoint.exchangeCode(
    endpoints.oauthUrl,
    consumer,
    { code, codeVerifier: pkce.verifier, redirectUri },
    signal,
  );
  try {
    const missing = findMissingScopes(grant.scopes, scopes);
    if (missing.length > 0) throw new AuthError({ kind: 'missingScopes', missing, granted: grant.scopes });
    const account = await fetchAccountOf(grant, dependencies, endpoints, signal);
    return await sessions.add(account, grant, { endpoints, consumerKey: consumer.key }, signal);
  } catch (error) {
    // Nobody will use these tokens. Nor does anybody wait for the answer: the sign-in has ended.
    void tokenEndpoint.revoke(endpoints.oauthUrl, consumer, grant.tokens.refreshToken);
    throw error;
  }
}

async function fetchCode(
  { browser, clock, log }: SignInDependencies,
  { endpoints, consumer, way }: SignInRequest,
  pkce: PkcePair,
  signal: AbortSignal,
): Promise<{ code: string; redirectUri: string }> {
  signal.throwIfAborted();
  const listener = await way.open();
  try {
    const late = () => new AuthError({ kind: 'timedOut' });
    const answer = await withDeadline({ clock, ms: signInTimeoutMs, signal, late }, (either) => {
      const state = createRandomToken();
      // Listening comes first: a fast redirect must not arrive unheard.
      const redirect = listener.waitFor(state, either);
      const url = toAuthorizeUrl(endpoints, { consumer, listener, state, challenge: pkce.challenge });
      Promise.resolve(browser.open(url)).catch(() => {
        log.warn('The browser could not be opened for the sign-in.');
      });
      return redirect;
    });
    return { code: toCode(answer), redirectUri: listener.redirectUri };
  } finally {
    listener.dispose();
  }
}

/** No `scope`: Bitbucket grants what is ticked on the consumer, and documents the parameter as unsupported. */
function toAuthorizeUrl(
  { webUrl }: Endpoints,
  it: { consumer: Consumer; listener: RedirectListener; state: string; challenge: string },
): string {
  const query = new URLSearchParams({
    client_id: it.consumer.key,
    response_type: 'code',
    state: it.state,
    redirect_uri: it.listener.redirectUri,
    code_challenge: it.challenge,
    code_challenge_method: 'S256',
  });
  return `${webUrl}/site/oauth2/authorize?${query.toString()}`;
}

function toCode(answer: RedirectAnswer): string {
  if (answer.kind === 'code') return answer.code;
  throw new AuthError(
    answer.error === 'access_denied' ? { kind: 'denied' } : { kind: 'unexpected', code: toErrorCode(answer.error) },
  );
}

async function fetchAccountOf(
  { tokens }: TokenGrant,
  { fetchAccount, log }: SignInDependencies,
  endpoints: Endpoints,
  signal: AbortSignal,
): Promise<Account> {
  try {
    return await fetchAccount(endpoints, tokens.accessToken, signal);
  } catch {
    signal.throwIfAborted();
    log.warn('Bitbucket granted access, but did not say whose it is.');
    throw new AuthError({ kind: 'accountUnavailable' });
  }
}
