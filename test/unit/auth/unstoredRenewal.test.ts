import assert from 'node:assert/strict';
import { AuthError } from '../../../src/auth/authError';
import { createHarness, grantAnswer, minuteMs, storedSession } from './sessionsHarness';

describe('a renewed pair of tokens that cannot be stored', () => {
  it('is kept and used, and stored as soon as that is possible', async () => {
    let count = 1;
    const { sessions, store, requests } = createHarness({ answer: () => grantAnswer(++count) });
    const source = sessions.tokenSource('{anna}');
    store.beforeWrite = () => Promise.reject(new Error('ENOSPC'));
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
    assert.equal(requests.length, 1);
    store.beforeWrite = undefined;
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
    assert.equal(store.content[0]?.tokens?.refreshToken, 'refresh-2');
    assert.equal(await source.renewAccessToken('access-2'), 'access-3');
    assert.deepEqual(
      requests.map(({ form }) => form['refresh_token']),
      ['refresh-1', 'refresh-2'],
    );
  });

  it('counts less than a new sign-in in another window', async () => {
    let count = 1;
    const { sessions, store, requests } = createHarness({ answer: () => grantAnswer(++count) });
    const source = sessions.tokenSource('{anna}');
    assert.equal(await source.getAccessToken(), 'access-1');
    store.beforeWrite = () => Promise.reject(new AuthError({ kind: 'secretsUnavailable' }));
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
    store.beforeWrite = undefined;
    const tokens = { accessToken: 'access-9', refreshToken: 'refresh-9', receivedAt: 0, expiresAt: 9e15 };
    store.content = [storedSession({ tokens })];
    assert.equal(await source.renewAccessToken('access-1'), 'access-9');
    assert.equal(requests.length, 1);
  });

  it('is renewed in its turn when it has expired or was refused, for as long as that lasts', async () => {
    let count = 1;
    const { sessions, store, requests, time } = createHarness({ answer: () => grantAnswer(++count) });
    const source = sessions.tokenSource('{anna}');
    store.beforeWrite = () => Promise.reject(new Error('ENOSPC'));
    time.nowMs += 116 * minuteMs;
    assert.equal(await source.getAccessToken(), 'access-2');
    time.nowMs += 60 * minuteMs;
    assert.deepEqual([await source.getAccessToken(), requests.length], ['access-2', 1]);
    assert.equal(sessions.findLastAccessToken('s1'), 'access-2');
    time.nowMs += 61 * minuteMs;
    assert.equal(await source.getAccessToken(), 'access-3');
    assert.equal(await source.renewAccessToken('access-3'), 'access-4');
    assert.deepEqual(
      requests.map(({ form }) => form['refresh_token']),
      ['refresh-1', 'refresh-2', 'refresh-3'],
    );
    assert.deepEqual(store.content, [storedSession()]);
    store.beforeWrite = undefined;
    assert.equal(await source.getAccessToken(), 'access-4');
    assert.equal(store.content[0]?.tokens?.refreshToken, 'refresh-4');
    assert.equal(requests.length, 3);
  });

  it('does not break the limit of the token endpoint', async () => {
    const limit = { status: 429, body: '', headers: { 'Retry-After': '60' } };
    const answers = [grantAnswer(2), limit];
    const answer = () => answers.shift() ?? limit;
    const { sessions, store, requests, time } = createHarness({ answer });
    const source = sessions.tokenSource('{anna}');
    store.beforeWrite = () => Promise.reject(new Error('ENOSPC'));
    await source.renewAccessToken('access-1');
    time.nowMs += 116 * minuteMs;
    for (let call = 0; call < 4; call++) assert.equal(await source.getAccessToken(), 'access-2');
    assert.equal(requests.length, 2);
  });
});
