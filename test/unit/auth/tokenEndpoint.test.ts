import assert from 'node:assert/strict';
import { AuthError, type AuthFailure } from '../../../src/auth/authError';
import { defaultEndpoints } from '../../../src/auth/endpoints';
import { TokenEndpoint, type TokenFetch } from '../../../src/auth/tokenEndpoint';
import { FakeClock } from '../../support/fakeClock';
import { RecordingLog } from './recordingLog';

const oauthUrl = 'https://bitbucket.example/site/oauth2';
const consumer = { key: 'kéy', secret: 'top-secret', callbackUrl: 'x://y/authorized' };
const exchange = { code: 'the-code', codeVerifier: 'the-verifier', redirectUri: 'x://y/authorized?windowId=1' };
const session = {
  endpoints: { ...defaultEndpoints, oauthUrl },
  tokens: { accessToken: 'at', refreshToken: 'rt', receivedAt: 0, expiresAt: 0 },
};
const granted = { access_token: 'at', refresh_token: 'rt', expires_in: 7200 };

type FetchRequest = Parameters<TokenFetch>[1];

interface FakeAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function createHarness(answer: (request: FetchRequest) => Promise<FakeAnswer>) {
  const seen: { url: string; request: FetchRequest }[] = [];
  const clock = new FakeClock();
  const log = new RecordingLog();
  const fetch: TokenFetch = async (url, request) => {
    seen.push({ url, request });
    const { status, text, headers } = await answer(request);
    return { status, headers: new Headers(headers), text: () => Promise.resolve(text) };
  };
  return { endpoint: new TokenEndpoint({ fetch, clock, log }), seen, clock, log };
}

const answering = (status: number, body: unknown) =>
  createHarness(() => Promise.resolve({ status, text: typeof body === 'string' ? body : JSON.stringify(body) }));

const failureOf = (promise: Promise<unknown>): Promise<AuthFailure> =>
  promise.then(
    () => assert.fail('expected a failure'),
    (error: unknown) => (AuthError.is(error) ? error.failure : assert.fail(String(error))),
  );

describe('TokenEndpoint', () => {
  it('sends a form with the code, its verifier and the same redirect_uri, under the consumer’s key and secret', async () => {
    const { endpoint, seen } = answering(200, { ...granted, scope: 'account' });
    await endpoint.exchangeCode(oauthUrl, consumer, exchange);
    const [{ url, request } = assert.fail('nothing was sent')] = seen;
    assert.equal(url, `${oauthUrl}/access_token`);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request.body)), {
      grant_type: 'authorization_code',
      code: 'the-code',
      code_verifier: 'the-verifier',
      redirect_uri: 'x://y/authorized?windowId=1',
    });
    assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(request.headers['authorization'], `Basic ${Buffer.from('kéy:top-secret').toString('base64')}`);
    assert.equal(request.redirect, 'manual');
  });

  const scopeFields: readonly [answer: object, expected: readonly string[]][] = [
    [{ scope: 'repository:write account' }, ['account', 'repository:write']],
    [{ scopes: 'repository:write account' }, ['account', 'repository:write']],
    [{ scope: 'account', scopes: 'email' }, ['account']],
    [{}, []],
  ];
  for (const [fields, expected] of scopeFields) {
    it(`reads the granted scopes from ${JSON.stringify(fields)}`, async () => {
      const { endpoint } = answering(200, { ...granted, state: 'authorization_code', ...fields });
      assert.deepEqual((await endpoint.exchangeCode(oauthUrl, consumer, exchange)).scopes, expected);
    });
  }

  it('believes the lifetime that the answer states, and an hour when it states none', async () => {
    for (const [expires_in, expectedMs] of [
      [7200, 7_200_000],
      [undefined, 3_600_000],
    ] as const) {
      const { endpoint, clock } = answering(200, { ...granted, expires_in });
      const { tokens } = await endpoint.exchangeCode(oauthUrl, consumer, exchange);
      assert.equal(tokens.expiresAt - clock.now(), expectedMs);
    }
  });

  const failures: readonly [title: string, status: number, body: unknown, expected: AuthFailure][] = [
    ['wrong key or secret', 400, { error: 'unauthorized_client' }, { kind: 'wrongConsumer' }],
    ['an unknown client', 401, { error: 'invalid_client' }, { kind: 'wrongConsumer' }],
    [
      'a gateway that wants somebody logged in',
      401,
      { error: 'login_required' },
      { kind: 'unexpected', code: 'login_required' },
    ],
    ['a code that was used or is too old', 400, { error: 'invalid_grant' }, { kind: 'grantRefused' }],
    ['another OAuth error', 400, { error: 'invalid_request' }, { kind: 'unexpected', code: 'invalid_request' }],
    ['an error of odd characters', 400, { error: '<b>x y</b>' }, { kind: 'unexpected', code: 'bxyb' }],
    ['HTML instead of JSON', 200, '<html>hello</html>', { kind: 'notBitbucket', status: 200 }],
    ['an HTML error', 404, '<html>no</html>', { kind: 'notBitbucket', status: 404 }],
    ['a redirect', 302, '', { kind: 'notBitbucket', status: 302 }],
    ['JSON of another shape', 200, { hello: 1 }, { kind: 'notBitbucket', status: 200 }],
    ['an empty token', 200, { ...granted, access_token: '' }, { kind: 'notBitbucket', status: 200 }],
    ['a server in trouble', 502, '<html>bad gateway</html>', { kind: 'unreachable' }],
    ['a rate limit', 429, 'Rate limit', { kind: 'rateLimited', retryAfterMs: undefined }],
    ['an empty answer', 200, '', { kind: 'notBitbucket', status: 200 }],
    ['a megabyte of a page', 200, `<p>${'x'.repeat(1 << 20)}</p>`, { kind: 'notBitbucket', status: 200 }],
    ['a megabyte of an error', 400, { error: 'x'.repeat(1 << 20) }, { kind: 'unexpected', code: 'x'.repeat(60) }],
  ];
  for (const [title, status, body, expected] of failures) {
    it(`calls ${title} ${expected.kind}`, async () => {
      const { endpoint, log } = answering(status, body);
      assert.deepEqual(await failureOf(endpoint.exchangeCode(oauthUrl, consumer, exchange)), expected);
      assert.doesNotMatch(log.lines.join(), /the-code|the-verifier|top-secret/);
    });
  }

  it('says how long Bitbucket wants to be left alone', async () => {
    const headers = { 'Retry-After': '17' };
    const { endpoint } = createHarness(() => Promise.resolve({ status: 429, text: '', headers }));
    const failure = await failureOf(endpoint.renew(session, consumer));
    assert.deepEqual(failure, { kind: 'rateLimited', retryAfterMs: 17_000 });
  });

  it('calls a broken connection unreachable, without quoting what the network layer said', async () => {
    const { endpoint } = createHarness(() => Promise.reject(new Error('connect ECONNREFUSED the-code')));
    const error: unknown = await endpoint.exchangeCode(oauthUrl, consumer, exchange).catch((it: unknown) => it);
    assert.ok(AuthError.is(error, 'unreachable'));
    assert.doesNotMatch(`${error.message}${String(error.cause)}`, /the-code/);
  });

  it('gives up after thirty seconds without an answer', async () => {
    const { endpoint, clock, seen } = createHarness(() => new Promise(() => undefined));
    const failing = failureOf(endpoint.renew(session, consumer));
    assert.deepEqual(await clock.runUntilSettled(failing), { kind: 'unreachable' });
    assert.deepEqual(clock.slept, [30_000]);
    assert.equal(seen[0]?.request.signal.aborted, true);
  });

  it('rejects with the caller’s reason when the caller gives up', async () => {
    const { endpoint } = createHarness(() => new Promise(() => undefined));
    const controller = new AbortController();
    const waiting = endpoint.exchangeCode(oauthUrl, consumer, exchange, controller.signal);
    const reason = new Error('cancelled');
    controller.abort(reason);
    await assert.rejects(waiting, reason);
  });

  for (const [title, answer] of [
    ['agrees', () => Promise.resolve({ status: 200, text: '{}' })],
    ['has no such page', () => Promise.resolve({ status: 404, text: '<html>' })],
    ['cannot be reached', () => Promise.reject(new Error('rt'))],
  ] as const) {
    it(`asks to revoke without an error when Bitbucket ${title}`, async () => {
      const { endpoint, seen, log } = createHarness(answer);
      await endpoint.revoke(oauthUrl, consumer, 'rt-secret');
      assert.equal(seen[0]?.url, `${oauthUrl}/revoke`);
      assert.equal(seen[0].request.body, 'token=rt-secret');
      assert.doesNotMatch(log.lines.join(), /rt-secret/);
    });
  }
});
