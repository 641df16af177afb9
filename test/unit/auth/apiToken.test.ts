import assert from 'node:assert/strict';
import {
  apiTokenConsumerKey,
  findMissingTokenPermissions,
  readBasicCredential,
  toApiTokenScopes,
  toBasicCredential,
} from '../../../src/auth/apiToken';
import { apiTokenConsumer, SessionTokenEndpoint } from '../../../src/auth/apiTokenEndpoint';
import type { Get } from '../../../src/auth/askForUser';
import { AuthError, type AuthFailure } from '../../../src/auth/authError';
import { defaultEndpoints } from '../../../src/auth/endpoints';
import { InProcessRenewalLock } from '../../../src/auth/inProcessRenewalLock';
import { Sessions } from '../../../src/auth/sessions';
import { signInWithApiToken } from '../../../src/auth/signInWithApiToken';
import type { TokenFetch } from '../../../src/auth/tokenEndpoint';
import { Emitter } from '../../../src/base/event';
import { BitbucketClient } from '../../../src/bitbucket/bitbucketClient';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { FakeClock } from '../../support/fakeClock';
import { RecordingLog } from './recordingLog';
import { MemorySessionStore, storedSession } from './sessionsHarness';

const apiToken = { email: 'änna@example.com', token: 'ATATT-secret:with-colon' };
const user = JSON.stringify({ uuid: '{anna}', display_name: 'Anna Schmidt' });

type Answer = { readonly status?: number; readonly text?: string; readonly scopes?: string | null } | Error;

/** Answers every request with what the test says, and keeps who asked what. */
function createGet(answer: () => Answer) {
  const requests: { url: string; authorization: string | undefined }[] = [];
  const get: Get = (url, { headers }) => {
    requests.push({ url, authorization: headers['authorization'] });
    const given = answer();
    if (given instanceof Error) return Promise.reject(given);
    const { status = 200, text = user, scopes = null } = given;
    return Promise.resolve({
      status,
      headers: { get: (name: string) => (name === 'X-OAuth-Scopes' ? scopes : null) },
      text: () => Promise.resolve(text),
    });
  };
  return { get, requests };
}

function createHarness(answer: Answer) {
  const added: unknown[] = [];
  const { get, requests } = createGet(() => answer);
  const run = () =>
    signInWithApiToken(
      {
        get,
        clock: new FakeClock(),
        sessions: {
          add: (account, { tokens, scopes }, binding) => {
            added.push({ account, accessToken: tokens.accessToken, scopes, key: binding.consumerKey });
            return Promise.resolve({ id: 's1', account, scopes, hasEnded: false });
          },
        },
      },
      { endpoints: defaultEndpoints, apiToken },
      new AbortController().signal,
    );
  return { run, added, requests };
}

const failureOf = (promise: Promise<unknown>): Promise<AuthFailure> =>
  promise.then(
    () => assert.fail('expected a failure'),
    (error: unknown) => (AuthError.is(error) ? error.failure : assert.fail(String(error))),
  );

describe('an API token', () => {
  it('is asked about at /user, with email and token as Basic, before anything is kept', async () => {
    const { run, added, requests } = createHarness({});
    await run();
    const credential = `Basic ${Buffer.from(`${apiToken.email}:${apiToken.token}`).toString('base64')}`;
    assert.deepEqual(requests, [{ url: 'https://api.bitbucket.org/2.0/user', authorization: credential }]);
    assert.deepEqual(added, [
      {
        account: { id: '{anna}', label: 'Anna Schmidt' },
        accessToken: credential,
        scopes: ['account', 'repository:write'],
        key: 'api-token',
      },
    ]);
  });

  const all = 'read:user:bitbucket read:workspace:bitbucket read:repository:bitbucket write:repository:bitbucket';
  for (const scopes of ['account, repository:write', all, all.replaceAll(' ', ', '), null]) {
    it(`is kept when Bitbucket says that it may do what is needed (${scopes ?? 'nothing said'})`, async () => {
      const { run, added } = createHarness({ scopes });
      await run();
      assert.equal(added.length, 1);
    });
  }

  const refusals: readonly [title: string, answer: Answer, failure: AuthFailure][] = [
    ['unknown', { status: 401 }, { kind: 'apiTokenRefused' }],
    [
      'without the permission to read who it is',
      { status: 403, scopes: 'read:repository:bitbucket, write:repository:bitbucket' },
      { kind: 'apiTokenLacksPermissions', missing: ['read:user:bitbucket', 'read:workspace:bitbucket'] },
    ],
    [
      'for reading only',
      { scopes: 'read:user:bitbucket read:workspace:bitbucket read:repository:bitbucket' },
      { kind: 'apiTokenLacksPermissions', missing: ['write:repository:bitbucket'] },
    ],
    ['asked about in vain', new Error(`no network for ${apiToken.token}`), { kind: 'unreachable' }],
    ['asked about at a server in trouble', { status: 503, text: '<html>' }, { kind: 'unreachable' }],
    ['asked about through a captive portal', { text: '<html>Log in</html>' }, { kind: 'notBitbucket', status: 200 }],
  ];
  for (const [title, answer, failure] of refusals) {
    it(`is not kept when it is ${title}`, async () => {
      const { run, added } = createHarness(answer);
      const error: unknown = await run().catch((reason: unknown) => reason);
      assert.deepEqual(await failureOf(Promise.reject(error as Error)), failure);
      assert.deepEqual(added, []);
      assert.doesNotMatch(JSON.stringify(error) + String(error), /ATATT/);
    });
  }

  it('can be told from a token of OAuth, and read back whole', () => {
    assert.deepEqual(readBasicCredential(toBasicCredential(apiToken)), apiToken);
    for (const token of ['eyJhbGciOi.x_y-z', 'Basic', 'Basic ', 'basic QQ==', 'Bearer QQ==']) {
      assert.equal(readBasicCredential(token), undefined);
    }
  });

  it('knows permissions by either name', () => {
    assert.deepEqual(toApiTokenScopes('write:repository:bitbucket read:user:bitbucket', []), [
      'account',
      'repository:write',
    ]);
    assert.deepEqual(findMissingTokenPermissions(['account', 'repository']), ['write:repository:bitbucket']);
  });

  it('is left to Atlassian at sign-out', async () => {
    const endpoint = new SessionTokenEndpoint({
      fetch: () => assert.fail('No request was to be made.'),
      clock: new FakeClock(),
      log: new RecordingLog(),
    });
    await endpoint.revoke(defaultEndpoints.oauthUrl, apiTokenConsumer, 'none');
  });
});

describe('a refused request of an API token', () => {
  const credential = toBasicCredential(apiToken);
  const tokens = { accessToken: credential, refreshToken: 'none', receivedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER };
  const session = storedSession({ consumerKey: apiTokenConsumerKey, tokens });

  function createSession(answer: () => Answer) {
    const store = new MemorySessionStore([session]);
    const { get, requests } = createGet(answer);
    const log = new RecordingLog();
    const clock = new FakeClock();
    const sessions = new Sessions({
      store,
      lock: new InProcessRenewalLock(),
      binding: {
        readEndpoints: () => defaultEndpoints,
        isKnownConsumer: () => true,
        findConsumer: () => Promise.resolve(apiTokenConsumer),
        onDidChange: new Emitter<void>().event,
      },
      loadTokenEndpoint: () =>
        Promise.resolve(new SessionTokenEndpoint({ fetch: get as TokenFetch & Get, clock, log })),
      ...{ clock, log },
    });
    return { source: sessions.tokenSource(session.account.id), sessions, store, requests, log };
  }

  it('gets the token back that /user still knows, for many requests with one question, and nothing is written', async () => {
    const { source, store, requests, log } = createSession(() => ({}));
    store.beforeWrite = () => assert.fail('Nothing was to be written.');
    const back = await Promise.all(Array.from({ length: 50 }, () => source.renewAccessToken(credential)));
    assert.deepEqual([...new Set(back)], [credential]);
    assert.deepEqual(requests, [{ url: 'https://api.bitbucket.org/2.0/user', authorization: credential }]);
    assert.doesNotMatch(log.lines.join('\n'), /ATATT|Basic|Renewed/);
  });

  it('fails by itself, with one question, however often Bitbucket refuses it', async () => {
    const { source, store, requests } = createSession(() => ({}));
    let sent = 0;
    const client = new BitbucketClient({
      apiUrl: defaultEndpoints.apiUrl,
      userAgent: 'test',
      fetch: () => {
        sent++;
        return Promise.resolve(new Response('', { status: 401 }));
      },
      tokens: source,
      ...{ clock: new FakeClock(), log: new RecordingLog() },
    });
    await assert.rejects(client.fetchUser(), (error) => BitbucketError.is(error, 'unauthorized'));
    assert.deepEqual([sent, requests.length, store.content], [1, 1, [session]]);
  });

  for (const text of ['', '{"type":"error","error":{"message":"Token is invalid, expired, or not supported."}}']) {
    it(`ends the session when /user refuses it, too (${text.slice(0, 15)})`, async () => {
      const { source, store, requests } = createSession(() => ({ status: 401, text }));
      const refused = await Promise.allSettled(Array.from({ length: 20 }, () => source.renewAccessToken(credential)));
      assert.ok(refused.every((it) => it.status === 'rejected' && AuthError.is(it.reason, 'sessionEnded')));
      assert.deepEqual([requests.length, store.content], [1, [{ ...session, tokens: undefined }]]);
    });
  }

  const undecided: readonly [title: string, answer: Answer][] = [
    ['does not answer', new Error(`no network for ${apiToken.token}`)],
    ['is in trouble', { status: 503, text: '<html>' }],
    ['may not be read', { status: 403, text: '{"type":"error"}' }],
    ['is asked too often', { status: 429, text: '' }],
    ['is hidden by a proxy that wants a login', { status: 401, text: '<html>Log in</html>' }],
    ['is hidden by a captive portal', { text: '\n<html>Welcome to the hotel</html>' }],
  ];
  for (const [title, answer] of undecided) {
    it(`keeps the session when /user ${title}`, async () => {
      const { source, store } = createSession(() => answer);
      assert.deepEqual(await failureOf(source.renewAccessToken(credential)), { kind: 'unreachable' });
      assert.deepEqual(store.content, [session]);
    });
  }
});
