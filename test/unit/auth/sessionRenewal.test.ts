import assert from 'node:assert/strict';
import { AuthError } from '../../../src/auth/authError';
import { createHarness, grantAnswer, minuteMs, rotatedAway, settle, storedSession, summarize } from './sessionsHarness';

const failsAs = (kind: string) => (error: unknown) => AuthError.is(error) && error.failure.kind === kind;

describe('renewing a session', () => {
  it('uses the stored token while it is good, without a request', async () => {
    const { sessions, requests, time } = createHarness();
    const source = sessions.tokenSource('{anna}');
    time.nowMs += 114 * minuteMs;
    assert.equal(await source.getAccessToken(), 'access-1');
    assert.deepEqual(requests, []);
  });

  it('renews five minutes before the end, with the consumer’s key and secret', async () => {
    const { sessions, requests, time, store, changes } = createHarness({ answer: () => grantAnswer(2) });
    const source = sessions.tokenSource('{anna}');
    time.nowMs += 115 * minuteMs;
    assert.equal(await source.getAccessToken(), 'access-2');
    assert.deepEqual(requests, [
      {
        url: 'https://bitbucket.org/site/oauth2/access_token',
        form: { grant_type: 'refresh_token', refresh_token: 'refresh-1' },
        authorization: `Basic ${Buffer.from('consumer-1:consumer-secret').toString('base64')}`,
      },
    ]);
    assert.equal(store.content[0]?.tokens?.refreshToken, 'refresh-2');
    assert.deepEqual(summarize(changes), ['~s1']);
    assert.equal(await source.getAccessToken(), 'access-2');
    assert.equal(requests.length, 1);
  });

  it('gives a token that lives for a minute only half a minute of margin', async () => {
    const { sessions, time, requests } = createHarness({
      stored: [
        storedSession({
          tokens: { accessToken: 'short', refreshToken: 'r', receivedAt: 0, expiresAt: minuteMs },
        }),
      ],
      answer: () => grantAnswer(2),
    });
    time.nowMs = 29_000;
    assert.equal(await sessions.tokenSource('{anna}').getAccessToken(), 'short');
    time.nowMs = 31_000;
    assert.equal(await sessions.tokenSource('{anna}').getAccessToken(), 'access-2');
    assert.equal(requests.length, 1);
  });

  it('renews once for fifty callers whose token was refused', async () => {
    const { sessions, requests, changes } = createHarness({ answer: () => grantAnswer(2) });
    const source = sessions.tokenSource('{anna}');
    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.renewAccessToken('access-1')));
    assert.deepEqual([...new Set(tokens)], ['access-2']);
    assert.equal(requests.length, 1);
    assert.equal(changes.length, 1);
  });

  it('gives a caller with an older token the newer one that is there already', async () => {
    const { sessions, requests } = createHarness();
    assert.equal(await sessions.tokenSource('{anna}').renewAccessToken('access-0'), 'access-1');
    assert.deepEqual(requests, []);
  });

  it('renews again for a caller who was refused the very token another renewal brought', async () => {
    let count = 1;
    const { sessions } = createHarness({ answer: () => grantAnswer(++count) });
    const source = sessions.tokenSource('{anna}');
    const tokens = await Promise.all([source.renewAccessToken('access-1'), source.renewAccessToken('access-1')]);
    assert.deepEqual(tokens, ['access-2', 'access-2']);
    assert.equal(await source.renewAccessToken('access-2'), 'access-3');
  });

  it('stores the new pair before anybody gets the new token', async () => {
    const { sessions, store } = createHarness({ answer: () => grantAnswer(2) });
    let release = (): void => undefined;
    const stored = new Promise<void>((resolve) => {
      release = resolve;
    });
    store.beforeWrite = () => stored;
    let token: string | undefined;
    const renewing = sessions.tokenSource('{anna}').renewAccessToken('access-1');
    renewing.then(
      (it) => (token = it),
      () => undefined,
    );
    await settle();
    assert.equal(token, undefined);
    release();
    assert.equal(await renewing, 'access-2');
  });

  it('takes the token that another window has stored meanwhile instead of using up a refresh token', async () => {
    const { sessions, store, requests } = createHarness();
    const source = sessions.tokenSource('{anna}');
    assert.equal(await source.getAccessToken(), 'access-1');
    const tokens = { accessToken: 'access-9', refreshToken: 'refresh-9', receivedAt: 0, expiresAt: 9e15 };
    // A window of the web workbench writes without the others hearing of it.
    store.content = [storedSession({ tokens })];
    assert.equal(await source.renewAccessToken('access-1'), 'access-9');
    assert.deepEqual(requests, []);
  });

  it('does not end the session when another window renewed it first', async () => {
    const harness = createHarness({
      answer: () => {
        const tokens = { accessToken: 'access-9', refreshToken: 'refresh-9', receivedAt: 0, expiresAt: 9e15 };
        harness.store.content = [storedSession({ tokens })];
        return rotatedAway;
      },
    });
    assert.equal(await harness.sessions.tokenSource('{anna}').renewAccessToken('access-1'), 'access-9');
  });

  const passing: readonly [title: string, answer: () => { status: number; body: unknown } | Error][] = [
    ['the network is away', () => new Error('getaddrinfo ENOTFOUND')],
    ['Bitbucket is in trouble', () => ({ status: 503, body: '<html>Service unavailable</html>' })],
    ['the answer is empty', () => ({ status: 200, body: '' })],
    ['a server is out of order', () => ({ status: 500, body: '' })],
    ['the answer is a megabyte of something', () => ({ status: 200, body: `<p>${'x'.repeat(1 << 20)}</p>` })],
    ['a portal answers with its login page', () => ({ status: 200, body: '<html>Welcome to the hotel</html>' })],
    ['a proxy wants a password', () => ({ status: 401, body: '<html>Proxy</html>' })],
    ['a gateway wants somebody logged in', () => ({ status: 401, body: { error: 'login_required' } })],
    ['the answer lacks the tokens', () => ({ status: 200, body: { token_type: 'bearer' } })],
  ];
  for (const [title, answer] of passing) {
    it(`keeps the session when ${title}`, async () => {
      const { sessions, store, changes } = createHarness({ answer });
      const source = sessions.tokenSource('{anna}');
      await assert.rejects(source.renewAccessToken('access-1'), failsAs('unreachable'));
      assert.deepEqual(store.content, [storedSession()]);
      assert.deepEqual(changes, []);
    });
  }

  it('goes on with a token that is still good when an early renewal fails', async () => {
    const { sessions, time } = createHarness();
    time.nowMs += 116 * minuteMs;
    assert.equal(await sessions.tokenSource('{anna}').getAccessToken(), 'access-1');
    time.nowMs += 10 * minuteMs;
    await assert.rejects(sessions.tokenSource('{anna}').getAccessToken(), failsAs('unreachable'));
  });

  const definite = [
    rotatedAway,
    { status: 400, body: { error: 'invalid_grant' } },
    { status: 401, body: { error: 'invalid_client' } },
  ];
  for (const answer of definite) {
    it(`ends the session, with one event for many callers, on ${JSON.stringify(answer)}`, async () => {
      const { sessions, requests, changes, store } = createHarness({ answer: () => answer });
      const source = sessions.tokenSource('{anna}');
      const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => source.renewAccessToken('access-1')));
      assert.ok(outcomes.every((it) => it.status === 'rejected' && failsAs('sessionEnded')(it.reason)));
      await settle();
      assert.deepEqual(summarize(changes), ['~s1 ended']);
      assert.equal(requests.length, 1);
      assert.equal(store.content[0]?.tokens, undefined);
      await assert.rejects(source.getAccessToken(), failsAs('sessionEnded'));
      assert.deepEqual(
        (await sessions.getSessions()).map(({ account, hasEnded }) => [account.label, hasEnded]),
        [['Anna Schmidt', true]],
      );
    });
  }

  it('neither brings back nor hands out a session that was signed out while it was being renewed', async () => {
    const harness = createHarness({
      answer: ({ url }) => {
        if (url.endsWith('/access_token')) harness.store.content = [];
        return grantAnswer(2);
      },
    });
    await assert.rejects(harness.sessions.tokenSource('{anna}').renewAccessToken('access-1'), failsAs('signedOut'));
    assert.deepEqual(harness.store.content, []);
    // The sign-out could only revoke the pair before this one.
    assert.deepEqual(
      harness.requests.map(({ url, form }) => [url, form['refresh_token'] ?? form['token']]),
      [
        ['https://bitbucket.org/site/oauth2/access_token', 'refresh-1'],
        ['https://bitbucket.org/site/oauth2/revoke', 'refresh-2'],
      ],
    );
  });

  it('takes the token of a new sign-in that came while the former one was being renewed', async () => {
    const tokens = { accessToken: 'access-9', refreshToken: 'refresh-9', receivedAt: 0, expiresAt: 9e15 };
    const harness = createHarness({
      answer: () => {
        harness.store.content = [storedSession({ tokens })];
        return grantAnswer(2);
      },
    });
    assert.equal(await harness.sessions.tokenSource('{anna}').renewAccessToken('access-1'), 'access-9');
    assert.deepEqual(harness.store.content, [storedSession({ tokens })]);
    assert.equal(harness.requests.length, 1);
  });

  it('lets a caller go who aborts, and still keeps the new pair', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { sessions, store } = createHarness({ answer: () => asked.then(() => grantAnswer(2)) });
    const controller = new AbortController();
    const renewing = sessions.tokenSource('{anna}').renewAccessToken('access-1', controller.signal);
    const reason = new Error('closed');
    controller.abort(reason);
    await assert.rejects(renewing, reason);
    answer();
    await settle();
    assert.equal(store.content[0]?.tokens?.refreshToken, 'refresh-2');
  });

  for (const [direction, shiftMs] of [
    ['forward', 60 * minuteMs],
    ['back', -60 * minuteMs],
  ] as const) {
    it(`survives a clock that is put ${direction} by an hour`, async () => {
      let count = 1;
      const { sessions, time } = createHarness({ answer: () => grantAnswer(++count) });
      const source = sessions.tokenSource('{anna}');
      time.nowMs += shiftMs;
      const token = await source.getAccessToken();
      assert.equal(token, 'access-1');
      time.nowMs += 119 * minuteMs;
      // Put back, the clock takes the token for good when Bitbucket does not any more: the 401 decides.
      assert.notEqual(await source.renewAccessToken(token), token);
    });
  }

  it('never writes a token, code or secret to the log', async () => {
    const answers = [grantAnswer(2), rotatedAway];
    const { sessions, log } = createHarness({ answer: () => answers.shift() ?? new Error('refresh-2 in an error') });
    const source = sessions.tokenSource('{anna}');
    await source.renewAccessToken('access-1');
    await source.renewAccessToken('access-2').catch(() => undefined);
    await sessions.remove('s1');
    assert.ok(log.lines.length >= 2);
    assert.doesNotMatch(log.lines.join('\n'), /access-\d|refresh-\d|consumer-secret|Basic/);
  });
});

describe('renewing a session where something goes wrong', () => {
  const newer = { accessToken: 'access-9', refreshToken: 'refresh-9', receivedAt: 0, expiresAt: 9e15 };

  it('happens at another time in each window, so that one can tell the others', async () => {
    const { sessions, time, requests } = createHarness({ answer: () => grantAnswer(2), renewalLeadMs: minuteMs });
    time.nowMs += 113.9 * minuteMs;
    assert.equal(await sessions.tokenSource('{anna}').getAccessToken(), 'access-1');
    time.nowMs += 0.2 * minuteMs;
    assert.equal(await sessions.tokenSource('{anna}').getAccessToken(), 'access-2');
    assert.equal(requests.length, 1);
  });

  it('believes a refusal only after what another window has just stored had time to arrive', async () => {
    const slept: number[] = [];
    const harness = createHarness({
      answer: () => rotatedAway,
      refusalPauseMs: 2_000,
      sleep: (ms) => {
        if (ms === 2_000) {
          slept.push(ms);
          harness.store.content = [storedSession({ tokens: newer })];
          return Promise.resolve();
        }
        return new Promise(() => undefined);
      },
    });
    assert.equal(await harness.sessions.tokenSource('{anna}').renewAccessToken('access-1'), 'access-9');
    assert.deepEqual([slept, harness.store.content], [[2_000], [storedSession({ tokens: newer })]]);
  });

  it('goes on with its own new pair when another window gave the session up meanwhile', async () => {
    const harness = createHarness({
      answer: () => {
        harness.store.content = [storedSession({ tokens: undefined })];
        return grantAnswer(2);
      },
    });
    assert.equal(await harness.sessions.tokenSource('{anna}').renewAccessToken('access-1'), 'access-2');
    assert.equal(harness.store.content[0]?.tokens?.refreshToken, 'refresh-2');
  });

  it('takes out again what a window that had not heard of the sign-out has stored afterwards', async () => {
    const { sessions, store, requests } = createHarness({ answer: () => grantAnswer(2) });
    await sessions.remove('s1');
    await store.update(() => [storedSession({ tokens: newer })]);
    await settle();
    assert.deepEqual([await sessions.getSessions(), store.content], [[], []]);
    assert.deepEqual(
      requests.map(({ form }) => form['token']),
      ['refresh-1', 'refresh-9'],
    );
  });
});
