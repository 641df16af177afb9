import assert from 'node:assert/strict';
import { AuthError } from '../../../../src/auth/authError';
import { toAccessTokenSource } from '../../../../src/vscode/accounts/accessTokens';
import { failureOf } from '../../../support/failureOf';

describe('the tokens of a session', () => {
  for (const kind of ['unreachable', 'signedOut'] as const) {
    it(`are missing for a reason that requests go on with: ${kind}`, async () => {
      const refuse = () => Promise.reject(new AuthError({ kind }));
      const tokens = toAccessTokenSource({ getAccessToken: refuse, renewAccessToken: refuse });
      assert.deepEqual(await failureOf(tokens.getAccessToken()), { kind });
      assert.deepEqual(await failureOf(tokens.renewAccessToken('old')), { kind });
    });
  }

  it('are missing for a while, which requests wait for as for a limit of their own', async () => {
    for (const [retryAfterMs, expected] of [
      [42_000, 42_000],
      [undefined, 60_000],
    ] as const) {
      const refuse = () => Promise.reject(new AuthError({ kind: 'rateLimited', retryAfterMs }));
      const tokens = toAccessTokenSource({ getAccessToken: refuse, renewAccessToken: refuse });
      assert.deepEqual(await failureOf(tokens.getAccessToken()), { kind: 'rateLimited', retryAfterMs: expected });
    }
  });

  it('are out of reach, and the session goes on, where the secret storage refuses', async () => {
    const refuse = () => Promise.reject(new AuthError({ kind: 'secretsUnavailable' }));
    const tokens = toAccessTokenSource({ getAccessToken: refuse, renewAccessToken: refuse });
    assert.deepEqual(await failureOf(tokens.getAccessToken()), { kind: 'unreachable' });
  });

  it('leave it to the request what any other reason means', async () => {
    const ended = new AuthError({ kind: 'sessionEnded' });
    const refuse = () => Promise.reject(ended);
    const tokens = toAccessTokenSource({ getAccessToken: refuse, renewAccessToken: refuse });
    await assert.rejects(tokens.getAccessToken(), (error) => error === ended);
  });
});
