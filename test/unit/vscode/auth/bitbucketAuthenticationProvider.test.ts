import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AuthError } from '../../../../src/auth/authError';
import { defaultEndpoints } from '../../../../src/auth/endpoints';
import type { StoredSession } from '../../../../src/auth/session';
import { BitbucketAuthenticationProvider } from '../../../../src/vscode/auth/bitbucketAuthenticationProvider';
import {
  createHarness as createSessions,
  grantAnswer,
  minuteMs,
  rotatedAway,
  settle,
  storedSession,
} from '../../auth/sessionsHarness';

const ben = storedSession({
  id: 's2',
  account: { id: '{ben}', label: 'Ben Okafor' },
  scopes: ['account', 'repository'],
});
const needed = ['account', 'repository:write'];

function createHarness(options: Parameters<typeof createSessions>[0] & { signIn?: () => Promise<never> } = {}) {
  const inner = createSessions(options);
  const asked: (readonly string[])[] = [];
  const provider = new BitbucketAuthenticationProvider(inner.sessions, async (scopes) => {
    asked.push(scopes);
    await options.signIn?.();
    const [session = assert.fail('no session')] = await inner.sessions.getSessions();
    return session;
  });
  const events: string[] = [];
  provider.onDidChangeSessions(({ added, removed, changed }) => {
    const list = (mark: string, sessions: readonly vscode.AuthenticationSession[] | undefined) =>
      (sessions ?? []).map(({ id, accessToken }) => `${mark}${id}:${accessToken}`);
    events.push([...list('+', added), ...list('-', removed), ...list('~', changed)].join(' '));
  });
  return { ...inner, provider, asked, events };
}

const endedSession: StoredSession = storedSession({ tokens: undefined });

describe('BitbucketAuthenticationProvider', () => {
  it('gives the editor a session with its token, account and scopes', async () => {
    const { provider, requests } = createHarness();
    assert.deepEqual(await provider.getSessions(needed, {}), [
      {
        id: 's1',
        accessToken: 'access-1',
        account: { id: '{anna}', label: 'Anna Schmidt' },
        scopes: ['account', 'repository:write'],
      },
    ]);
    assert.deepEqual(requests, []);
  });

  const questions: readonly [scopes: readonly string[] | undefined, account: string | undefined, expected: string][] = [
    [undefined, undefined, 's1 s2'],
    [[], undefined, 's1 s2'],
    [['repository'], undefined, 's1 s2'],
    [needed, undefined, 's1'],
    [needed, '{ben}', ''],
    [undefined, '{ben}', 's2'],
    [['pipeline'], undefined, ''],
  ];
  for (const [scopes, account, expected] of questions) {
    it(`asked for ${JSON.stringify(scopes ?? null)} of ${account ?? 'anybody'} gives "${expected}"`, async () => {
      const { provider } = createHarness({ stored: [storedSession(), ben] });
      const options = account === undefined ? {} : { account: { id: account, label: 'whoever' } };
      const found = await provider.getSessions(scopes, options);
      assert.equal(found.map(({ id }) => id).join(' '), expected);
    });
  }

  it('renews an old token for whoever asks for scopes, and makes no request for the Accounts menu', async () => {
    const { provider, time, requests } = createHarness({ answer: () => grantAnswer(2) });
    time.nowMs += 3 * 60 * minuteMs;
    assert.equal((await provider.getSessions(undefined, {}))[0]?.accessToken, 'access-1');
    assert.equal(requests.length, 0);
    assert.equal((await provider.getSessions(needed, {}))[0]?.accessToken, 'access-2');
    assert.equal(requests.length, 1);
  });

  it('is still signed in without a network', async () => {
    const { provider, time } = createHarness();
    time.nowMs += 3 * 60 * minuteMs;
    assert.equal((await provider.getSessions(needed, {})).length, 1);
  });

  it('does not offer a session that has ended', async () => {
    const { provider } = createHarness({ stored: [endedSession] });
    assert.deepEqual([await provider.getSessions(undefined, {}), await provider.getSessions(needed, {})], [[], []]);
  });

  it('tells of a session that ends as removed, and of signing in again as added', async () => {
    const { provider, sessions, events } = createHarness({ answer: () => rotatedAway });
    await provider.getSessions(undefined, {});
    await assert.rejects(sessions.tokenSource('{anna}').renewAccessToken('access-1'));
    const tokens = { accessToken: 'access-9', refreshToken: 'r', receivedAt: 0, expiresAt: 9e15 };
    const binding = { endpoints: defaultEndpoints, consumerKey: 'consumer-1' };
    await sessions.add({ id: '{anna}', label: 'Anna' }, { tokens, scopes: needed }, binding);
    await settle();
    assert.deepEqual(events, ['-s1:', '+s1:access-9']);
  });

  it('tells of a renewal as a change, with the new token', async () => {
    const { provider, sessions, events } = createHarness({ answer: () => grantAnswer(2) });
    await provider.getSessions(undefined, {});
    await sessions.tokenSource('{anna}').renewAccessToken('access-1');
    await settle();
    assert.deepEqual(events, ['~s1:access-2']);
  });

  it('signs in with the scopes that were asked for', async () => {
    const { provider, asked } = createHarness();
    assert.equal((await provider.createSession(needed)).accessToken, 'access-1');
    assert.deepEqual(asked, [needed]);
  });

  it('rejects as cancelled after a failure, which the user has seen by then', async () => {
    const { provider } = createHarness({ signIn: () => Promise.reject(new AuthError({ kind: 'timedOut' })) });
    await assert.rejects(provider.createSession(needed), (error) => error instanceof vscode.CancellationError);
  });

  it('signs out by the session’s id', async () => {
    const { provider, store, events } = createHarness();
    await provider.getSessions(undefined, {});
    await provider.removeSession('s1');
    await settle();
    assert.deepEqual([store.content, events], [[], ['-s1:']]);
  });
});
