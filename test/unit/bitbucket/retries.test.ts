import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { brokenBody, hang, json, type FakeAnswer } from '../../support/fakeFetch';
import { failureOf } from '../../support/failureOf';
import { createHarness, user } from './clientHarness';

const unavailable = (): Promise<Response> => Promise.resolve(new Response('<html>', { status: 503 }));
const limited = (headers: Record<string, string> = {}) => new Response('Rate limit', { status: 429, headers });
const offline = new Error('getaddrinfo ENOTFOUND');
const ok = (): Response => json(user);

describe('a request that failed', () => {
  const cases: readonly [situation: string, answers: readonly FakeAnswer[], waits: readonly number[]][] = [
    ['the network failed', [offline, ok()], [200]],
    ['the connection broke in the middle of the body', [brokenBody, ok()], [200]],
    ['the server was unavailable, longer every time', [unavailable, unavailable, unavailable, ok()], [200, 400, 800]],
    ['the server said when to come back', [limited({ 'Retry-After': '7' }), ok()], [7000]],
    [
      'the server named a date to come back',
      [limited({ 'Retry-After': 'Mon, 23 Nov 2026 12:00:09 GMT' }), ok()],
      [9000],
    ],
    ['there was a rate limit without a time', [limited(), limited(), ok()], [1000, 2000]],
    ['the time to come back cannot be read', [limited({ 'Retry-After': 'soon' }), ok()], [1000]],
    ['the time to come back is now', [limited({ 'Retry-After': '0' }), ok()], [1000]],
  ];
  for (const [situation, answers, waits] of cases) {
    it(`is sent again after a wait when ${situation}`, async () => {
      const { client, clock, requests } = createHarness({ answers });
      const { displayName } = await clock.runUntilSettled(client.fetchUser());
      assert.deepEqual(
        { displayName, slept: clock.slept, requests: requests.length },
        { displayName: 'Anna', slept: waits, requests: answers.length },
      );
    });
  }

  it('is given up after the fourth attempt', async () => {
    const { client, clock, requests } = createHarness({ answers: [offline, offline, offline, offline] });
    assert.deepEqual(await clock.runUntilSettled(failureOf(client.fetchUser())), { kind: 'unreachable' });
    assert.equal(requests.length, 4);
  });

  it('tells how long the limit lasts instead of sleeping through a long one', async () => {
    const { client, clock } = createHarness({ answers: [limited({ 'Retry-After': '21' })] });
    assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'rateLimited', retryAfterMs: 21_000 });
    assert.deepEqual(clock.slept, []);
  });

  it('assumes a minute when a lasting limit does not say', async () => {
    const { client, clock } = createHarness({ answers: [limited(), limited(), limited(), limited()] });
    const failure = await clock.runUntilSettled(failureOf(client.fetchUser()));
    assert.deepEqual(failure, { kind: 'rateLimited', retryAfterMs: 60_000 });
  });

  it('is not sent again when the answer would be the same', async () => {
    const { client, requests } = createHarness({ answers: [json({}, { status: 404 })] });
    await failureOf(client.fetchUser());
    assert.equal(requests.length, 1);
  });

  it('is not sent again when it took too long', async () => {
    const { client, clock, requests } = createHarness({ answers: [hang] });
    assert.deepEqual(await clock.runUntilSettled(failureOf(client.fetchUser())), { kind: 'unreachable' });
    assert.deepEqual({ slept: clock.slept, requests: requests.length }, { slept: [30_000], requests: 1 });
  });
});

describe('a refused token', () => {
  const expired = (): Promise<Response> => Promise.resolve(json({ type: 'error' }, { status: 401 }));

  it('is renewed once, and the request repeated with the new one', async () => {
    const { client, requests, renewals, clock } = createHarness({ answers: [expired, ok()] });
    await client.fetchUser();
    assert.deepEqual(
      { used: requests.map(({ authorization }) => authorization), renewals, slept: clock.slept },
      { used: ['Bearer token-1', 'Bearer token-2'], renewals: ['token-1'], slept: [] },
    );
  });

  it('ends the session when the renewed one is refused too', async () => {
    const { client, requests, renewals } = createHarness({ answers: [expired, expired] });
    assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'unauthorized' });
    assert.deepEqual({ requests: requests.length, renewals }, { requests: 2, renewals: ['token-1'] });
  });

  it('is not renewed a second time after a failure in between', async () => {
    const { client, clock, renewals } = createHarness({ answers: [expired, unavailable, expired] });
    assert.deepEqual(await clock.runUntilSettled(failureOf(client.fetchUser())), { kind: 'unauthorized' });
    assert.deepEqual(renewals, ['token-1']);
  });

  it('is none because a network’s or proxy’s login page says 401', async () => {
    const page = () => Promise.resolve(new Response('\n<!doctype html><title>Log in</title>', { status: 401 }));
    const { client, requests, renewals } = createHarness({ answers: [page] });
    assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'notBitbucket', status: 401 });
    assert.deepEqual({ requests: requests.length, renewals }, { requests: 1, renewals: [] });
  });

  it('is not sent again when renewing brings the same one', async () => {
    const tokens = {
      getAccessToken: () => Promise.resolve('token-1'),
      renewAccessToken: (refused: string) => Promise.resolve(refused),
    };
    const { client, requests } = createHarness({ answers: [expired], tokens });
    assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'unauthorized' });
    assert.equal(requests.length, 1);
  });

  const rejections: readonly [string, Error, string][] = [
    ['there is no session', new Error('signed out'), 'unauthorized'],
    ['there is no network to renew it', new BitbucketError({ kind: 'unreachable' }, 'offline'), 'unreachable'],
  ];
  for (const [situation, error, kind] of rejections) {
    it(`is reported as “${kind}” when ${situation}`, async () => {
      const renewAccessToken = () => Promise.reject(error);
      const renewing = createHarness({
        answers: [expired],
        tokens: { getAccessToken: () => Promise.resolve('token-1'), renewAccessToken },
      });
      const getting = createHarness({ tokens: { getAccessToken: () => Promise.reject(error), renewAccessToken } });
      const kinds = await Promise.all([
        failureOf(renewing.client.fetchUser()).then((failure) => failure.kind),
        failureOf(getting.client.fetchUser()).then((failure) => failure.kind),
      ]);
      assert.deepEqual(kinds, [kind, kind]);
      assert.deepEqual(getting.requests, []);
    });
  }
});
