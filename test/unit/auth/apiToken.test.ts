import assert from 'node:assert/strict';
import {
  findMissingTokenPermissions,
  readBasicCredential,
  toApiTokenScopes,
  toBasicCredential,
} from '../../../src/auth/apiToken';
import { apiTokenConsumer, SessionTokenEndpoint } from '../../../src/auth/apiTokenEndpoint';
import { AuthError, type AuthFailure } from '../../../src/auth/authError';
import { defaultEndpoints } from '../../../src/auth/endpoints';
import { signInWithApiToken, type Get } from '../../../src/auth/signInWithApiToken';
import { FakeClock } from '../../support/fakeClock';
import { RecordingLog } from './recordingLog';

const apiToken = { email: 'änna@example.com', token: 'ATATT-secret:with-colon' };
const user = JSON.stringify({ uuid: '{anna}', display_name: 'Anna Schmidt' });

function createHarness(answer: { status?: number; text?: string; scopes?: string | null } | Error) {
  const added: unknown[] = [];
  const requests: { url: string; authorization: string | undefined }[] = [];
  const get: Get = (url, { headers }) => {
    requests.push({ url, authorization: headers['authorization'] });
    if (answer instanceof Error) return Promise.reject(answer);
    const { status = 200, text = user, scopes = null } = answer;
    return Promise.resolve({
      status,
      headers: { get: (name: string) => (name === 'X-OAuth-Scopes' ? scopes : null) },
      text: () => Promise.resolve(text),
    });
  };
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

  const refusals: readonly [title: string, answer: Parameters<typeof createHarness>[0], failure: AuthFailure][] = [
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

  it('never reaches the token endpoint: refused for good at renewal, and left to Atlassian at sign-out', async () => {
    const endpoint = new SessionTokenEndpoint({
      fetch: () => assert.fail('No request was to be made.'),
      clock: new FakeClock(),
      log: new RecordingLog(),
    });
    const { oauthUrl } = defaultEndpoints;
    assert.deepEqual(await failureOf(endpoint.renew(oauthUrl, apiTokenConsumer, 'none')), { kind: 'grantRefused' });
    await endpoint.revoke(oauthUrl, apiTokenConsumer, 'none');
  });
});
