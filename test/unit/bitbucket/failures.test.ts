import assert from 'node:assert/strict';
import type { BitbucketFailure } from '../../../src/bitbucket/bitbucketError';
import { json } from '../../support/fakeFetch';
import { errorOf, failureOf } from '../../support/failureOf';
import { createHarness, repository, user } from './clientHarness';

const scopesMissing = {
  type: 'error',
  error: {
    message: 'Your credentials lack one or more required privilege scopes.',
    detail: { granted: ['email'], required: ['account'] },
  },
};
const longWait = { 'Retry-After': '3600' };

function text(body: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

describe('a refused request', () => {
  const cases: readonly [situation: string, answer: Response, expected: BitbucketFailure][] = [
    ['a missing scope', json(scopesMissing, { status: 403 }), { kind: 'forbidden', requiredScopes: ['account'] }],
    [
      'a missing scope that only the headers name',
      text('', 403, { 'X-Accepted-OAuth-Scopes': 'repository:admin, account', 'X-OAuth-Scopes': 'account' }),
      { kind: 'forbidden', requiredScopes: ['repository:admin'] },
    ],
    [
      'a missing permission, though a wider scope than the accepted one was granted',
      text('', 403, { 'X-Accepted-OAuth-Scopes': 'repository', 'X-OAuth-Scopes': 'account, repository:write' }),
      { kind: 'forbidden', requiredScopes: [] },
    ],
    [
      'a 403 whose scopes are none, but would be links in a message',
      json({ error: { detail: { required: ['[Fix it](command:evil)', 'account', '\u202ex'] } } }, { status: 403 }),
      { kind: 'forbidden', requiredScopes: ['account'] },
    ],
    [
      'a 403 whose headers name no scopes either',
      text('', 403, { 'X-Accepted-OAuth-Scopes': '[Fix](command:evil), repository:admin' }),
      { kind: 'forbidden', requiredScopes: ['repository:admin'] },
    ],
    ['a 403 page in HTML', text('<html>no</html>', 403), { kind: 'forbidden', requiredScopes: [] }],
    [
      'a 403 with a detail of another shape',
      json({ type: 'error', error: { message: 'No', detail: 'account' } }, { status: 403 }),
      { kind: 'forbidden', requiredScopes: [] },
    ],
    ['a repository that vanished', json({ type: 'error' }, { status: 404 }), { kind: 'notFound' }],
    ['a branch that moved', json({}, { status: 409 }), { kind: 'conflict' }],
    ['a tree too large to walk', text('', 555), { kind: 'tooLarge' }],
    ['a removed endpoint', json({ type: 'error' }, { status: 410 }), { kind: 'unexpected', status: 410 }],
    ['a bad request', json({ type: 'error' }, { status: 400 }), { kind: 'unexpected', status: 400 }],
    [
      'a rate limit in plain text',
      text('Rate limit for this resource has been exceeded', 429, longWait),
      { kind: 'rateLimited', retryAfterMs: 3_600_000 },
    ],
    [
      'a rate limit with a date',
      text('', 429, { 'Retry-After': 'Mon, 23 Nov 2026 12:10:00 GMT' }),
      { kind: 'rateLimited', retryAfterMs: 600_000 },
    ],
    [
      'a rate limit with a date, where the local clock is an hour off',
      text('', 429, { 'Retry-After': 'Mon, 23 Nov 2026 13:10:00 GMT', Date: 'Mon, 23 Nov 2026 13:00:00 GMT' }),
      { kind: 'rateLimited', retryAfterMs: 600_000 },
    ],
    ['a server error that asks for a long wait', text('<html>', 503, longWait), { kind: 'unexpected', status: 503 }],
    ['a redirect to nowhere', text('', 302), { kind: 'unexpected', status: 302 }],
  ];
  for (const [situation, answer, expected] of cases) {
    it(`is reported as “${expected.kind}” for ${situation}`, async () => {
      const { client, requests } = createHarness({ answers: [answer] });
      assert.deepEqual(await failureOf(client.fetchRepository(repository)), expected);
      assert.equal(requests.length, 1);
    });
  }
});

describe('an answer that is none of Bitbucket', () => {
  const page = (status = 200): Response =>
    text('<!doctype html><title>Log in</title>', status, { 'Content-Type': 'text/html' });
  const cases: readonly [situation: string, answer: Response, status: number][] = [
    ['HTML instead of JSON', page(), 200],
    ['a login page with another good status', page(203), 203],
    ['some words', text('Please log in to the network.', 200), 200],
    ['nothing', text('', 200), 200],
    ['a proxy that wants a password', page(407), 407],
    ['a network that wants a login', page(511), 511],
  ];
  for (const [situation, answer, status] of cases) {
    it(`is told apart from what Bitbucket says: ${situation}`, async () => {
      const { client, requests } = createHarness({ answers: [answer] });
      assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'notBitbucket', status });
      assert.equal(requests.length, 1);
    });
  }
});

describe('an answer of another shape', () => {
  const cases: readonly [situation: string, answer: Response][] = [
    ['truncated JSON', text('{"uuid":"{u}","display_na', 200)],
    ['null', json(null)],
    ['a list', json([user])],
    ['a missing property', json({ uuid: '{u}' })],
    ['a property of another type', json({ uuid: '{u}', display_name: 5 })],
  ];
  for (const [situation, answer] of cases) {
    it(`is an unexpected answer, not a crash: ${situation}`, async () => {
      const { client } = createHarness({ answers: [answer] });
      assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'unexpected', status: 200 });
    });
  }
});

describe('an answer without end', () => {
  it('is too large, and not asked for again', async () => {
    const endless = Object.assign(new Error('content size over limit'), { type: 'max-size' });
    const { client, requests } = createHarness({ answers: [endless] });
    assert.deepEqual(await failureOf(client.fetchFile(repository, 'x', 'a')), { kind: 'tooLarge' });
    assert.equal(requests.length, 1);
  });
});

describe('an error message', () => {
  it('names method and path, never the query or the token', async () => {
    const { client, logged } = createHarness({
      answers: [json({}, { status: 404 })],
    });
    const pages = client.listWritableRepositories('acme', { nameContains: 'top secret' });
    const error = await errorOf(pages[Symbol.asyncIterator]().next());

    assert.equal(error.message, 'GET /repositories/acme was answered with 404.');
    assert.doesNotMatch(`${String(error.cause)} ${logged.join()}`, /secret|token-1|Bearer/);
  });

  it('leaves the network’s own words out, which hold the whole address', async () => {
    const refused = Object.assign(new Error('request to https://api/?q=secret failed'), { code: 'ECONNREFUSED' });
    const { client, clock, logged } = createHarness({ answers: [refused, refused, refused, refused] });
    const error = await clock.runUntilSettled(errorOf(client.fetchUser()));

    assert.equal(error.message, 'GET /user got no answer (ECONNREFUSED).');
    assert.equal(error.cause, undefined);
    assert.doesNotMatch(logged.join(), /secret/);
  });

  it('finds the reason where the built-in fetch hides it', async () => {
    const failed = new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code: 'ENOTFOUND' }) });
    const { client, clock } = createHarness({ answers: [failed, failed, failed, failed] });
    const error = await clock.runUntilSettled(errorOf(client.fetchUser()));
    assert.equal(error.message, 'GET /user got no answer (ENOTFOUND).');
  });
});
