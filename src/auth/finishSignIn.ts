import type { Log } from '../base/log';
import { AuthError } from './authError';
import type { Consumer } from './consumer';
import type { Endpoints } from './endpoints';
import { findMissingScopes } from './scopes';
import type { Account, Session } from './session';
import type { Sessions } from './sessions';
import type { TokenEndpoint, TokenGrant } from './tokenEndpoint';

/** Who a token belongs to: one request to `/user`. */
export type FetchAccount = (endpoints: Endpoints, accessToken: string, signal: AbortSignal) => Promise<Account>;

/** What turns a code into a session. */
export interface FinishDependencies {
  readonly tokenEndpoint: Pick<TokenEndpoint, 'exchangeCode' | 'revoke'>;
  readonly fetchAccount: FetchAccount;
  readonly sessions: Pick<Sessions, 'add'>;
  readonly log: Log;
}

/** A code, and the sign-in it was issued for. */
export interface GrantedCode {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  readonly endpoints: Endpoints;
  readonly consumer: Consumer;
  /** A grant without one of these ends as `missingScopes`. */
  readonly scopes: readonly string[];
  /** Rejects when nobody wants the session any more; asked just before it is kept. */
  readonly checkWanted?: () => Promise<void>;
}

/**
 * Exchanges the code, once, and keeps the session. Tokens that came of it and are not kept are given back to Bitbucket.
 * Rejects with `AuthError`, or the signal's reason.
 */
export async function finishSignIn(
  { tokenEndpoint, fetchAccount, sessions, log }: FinishDependencies,
  { code, codeVerifier, redirectUri, endpoints, consumer, scopes, checkWanted }: GrantedCode,
  signal: AbortSignal,
): Promise<Session> {
  const exchange = { code, codeVerifier, redirectUri };
  const grant = await tokenEndpoint.exchangeCode(endpoints.oauthUrl, consumer, exchange, signal);
  try {
    const missing = findMissingScopes(grant.scopes, scopes);
    if (missing.length > 0) throw new AuthError({ kind: 'missingScopes', missing, granted: grant.scopes });
    const account = await fetchAccountOf(grant, { fetchAccount, log }, endpoints, signal);
    await checkWanted?.();
    return await sessions.add(account, grant, { endpoints, consumerKey: consumer.key }, signal);
  } catch (error) {
    // Nobody will use these tokens. Nor does anybody wait for the answer: the sign-in has ended.
    void tokenEndpoint.revoke(endpoints.oauthUrl, consumer, grant.tokens.refreshToken);
    throw error;
  }
}

async function fetchAccountOf(
  { tokens }: TokenGrant,
  { fetchAccount, log }: Pick<FinishDependencies, 'fetchAccount' | 'log'>,
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
