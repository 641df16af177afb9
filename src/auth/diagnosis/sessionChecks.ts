import { apiTokenConsumerKey } from '../apiToken';
import { AuthError } from '../authError';
import { findExcessScopes, findMissingScopes, neededScopes } from '../scopes';
import type { Finding } from './finding';
import type { DiagnosisPorts } from './ports';

/** What the checks of a session have seen beside their findings. */
export interface SeenOfSession {
  /** For how long Bitbucket wants no requests, once one of them was told so. */
  limitedForMs?: number;
  /** Bitbucket has ended it just now, so that no other request can succeed. */
  hasEnded?: boolean;
}

/** Somebody is signed in, and Bitbucket says so, too. */
export async function checkSession(ports: DiagnosisPorts, seen: SeenOfSession, signal: AbortSignal): Promise<Finding> {
  const { session, stored, api, toTrouble } = ports;
  if (ports.areSecretsClosed) return { kind: 'secretsUnavailable' };
  if (session === undefined || api === undefined) return { kind: 'signedOut' };
  const account = session.account.label;
  if (session.hasEnded || stored?.tokens === undefined) return { kind: 'sessionEnded', account };
  try {
    const { displayName } = await api.fetchUser(signal);
    const isApiToken = stored.consumerKey === apiTokenConsumerKey;
    return { kind: 'signedIn', account: displayName, isApiToken, receivedAt: stored.tokens.receivedAt };
  } catch (error) {
    signal.throwIfAborted();
    const trouble = toTrouble(error);
    if (trouble === undefined || trouble.kind === 'unauthorized') return { kind: 'sessionRefused', account };
    if (trouble.kind === 'rateLimited') seen.limitedForMs = trouble.retryAfterMs;
    return { kind: 'requestFailed', origin: originOf(ports), trouble };
  }
}

/** Renews the token now, so that it is known to work when it must. */
export async function checkRenewal(
  { stored, tokens }: Pick<DiagnosisPorts, 'stored' | 'tokens'>,
  seen: SeenOfSession,
  signal: AbortSignal,
): Promise<Finding> {
  if (stored?.consumerKey === apiTokenConsumerKey) return { kind: 'nothingToRenew' };
  if (tokens === undefined) return { kind: 'renewalFailed', failure: 'signedOut' };
  try {
    // What is stored may have been renewed since it was read.
    const current = await tokens.getAccessToken(signal);
    await tokens.renewAccessToken(current, signal);
    return { kind: 'renewed' };
  } catch (error) {
    signal.throwIfAborted();
    if (AuthError.is(error, 'rateLimited') && error.failure.retryAfterMs !== undefined) {
      seen.limitedForMs = error.failure.retryAfterMs;
    }
    if (AuthError.is(error, 'sessionEnded')) seen.hasEnded = true;
    return { kind: 'renewalFailed', failure: AuthError.is(error) ? error.failure.kind : 'unexpected' };
  }
}

/** Exactly what is needed was granted. */
export function checkScopes({ session }: Pick<DiagnosisPorts, 'session'>): Finding {
  const granted = session?.scopes ?? [];
  const missing = findMissingScopes(granted, neededScopes);
  if (missing.length > 0) return { kind: 'scopesMissing', missing };
  const excess = findExcessScopes(granted, neededScopes);
  return excess.length > 0 ? { kind: 'scopesExcess', excess } : { kind: 'scopesRight', granted };
}

/** Where the API is, for the report. */
export function originOf({ readEndpoints }: Pick<DiagnosisPorts, 'readEndpoints'>): string {
  const reading = readEndpoints();
  return reading.kind === 'endpoints' ? new URL(reading.endpoints.apiUrl).origin : '';
}
