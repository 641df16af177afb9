import { AuthError } from '../../auth/authError';
import type { TokenSource } from '../../auth/sessions';
import type { AccessTokenSource } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { defaultRetryPolicy } from '../../bitbucket/retryPolicy';

/**
 * Gives the REST client the tokens of a session. A renewal that failed for want of a network is told as `unreachable`:
 * the session goes on, and nobody should be asked to sign in again; where the secret storage refuses, too; so it does after one that was limited. No session at all is told as `signedOut`.
 */
export function toAccessTokenSource(tokens: TokenSource): AccessTokenSource {
  return {
    getAccessToken: (signal) => translated(() => tokens.getAccessToken(signal)),
    renewAccessToken: (refused, signal) => translated(() => tokens.renewAccessToken(refused, signal)),
  };
}

async function translated(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    if (AuthError.is(error, 'unreachable', 'secretsUnavailable')) {
      const summary = `The sign-in could not be used for now: ${error.failure.kind}.`;
      throw new BitbucketError({ kind: 'unreachable' }, summary, { cause: error });
    }
    if (AuthError.is(error, 'rateLimited')) {
      const { retryAfterMs = defaultRetryPolicy.assumedRateLimitMs } = error.failure;
      const summary = 'The sign-in could not be renewed: too many requests.';
      throw new BitbucketError({ kind: 'rateLimited', retryAfterMs }, summary, { cause: error });
    }
    if (AuthError.is(error, 'signedOut')) throw new BitbucketError({ kind: 'signedOut' }, error.message);
    throw error;
  }
}
