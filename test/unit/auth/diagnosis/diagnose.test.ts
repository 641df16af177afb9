import assert from 'node:assert/strict';
import { AuthError } from '../../../../src/auth/authError';
import { diagnose } from '../../../../src/auth/diagnosis/diagnose';
import { checkNames, type CheckName } from '../../../../src/auth/diagnosis/finding';
import type { DiagnosisPorts } from '../../../../src/auth/diagnosis/ports';
import { toSession } from '../../../../src/auth/session';
import { FakeClock } from '../../../support/fakeClock';
import { storedSession } from '../sessionsHarness';
import { createPorts, failWith, healthy, page, run, selected, text, Trouble, withApi } from './diagnosisHarness';

describe('diagnosing the connection', () => {
  it('makes every check, in order, and finds nothing where all is well', async () => {
    const results = await run(createPorts());
    assert.deepEqual([...results.keys()], [...checkNames]);
    assert.deepEqual(
      [...results.values()].filter(({ outcome }) => outcome !== 'passed'),
      [],
    );
    assert.deepEqual(results.get('repositories')?.finding, { kind: 'repositories', count: 3 });
  });

  const troubles: readonly [title: string, ports: () => DiagnosisPorts, check: CheckName, finding: object][] = [
    [
      'a setting is no address',
      () => createPorts({ readEndpoints: () => ({ kind: 'invalid', endpoint: 'apiUrl' }) }),
      'settings',
      { kind: 'settingInvalid', endpoint: 'apiUrl' },
    ],
    [
      'nothing answers',
      () => createPorts({ answers: () => Object.assign(new Error('secret in here'), { code: 'ECONNREFUSED' }) }),
      'web',
      {
        kind: 'requestFailed',
        origin: 'https://bitbucket.org',
        trouble: { kind: 'unreachable', code: 'ECONNREFUSED' },
      },
    ],
    [
      'a login page of the network answers for the API',
      () => createPorts({ answers: () => ({ status: 200, text: '<html>' }) }),
      'api',
      { kind: 'requestFailed', origin: 'https://api.bitbucket.org', trouble: { kind: 'notBitbucket', status: 200 } },
    ],
    [
      'the proxy wants a password',
      () => createPorts({ answers: () => ({ status: 407, text: '{}' }) }),
      'oauth',
      { kind: 'requestFailed', origin: 'https://bitbucket.org', trouble: { kind: 'notBitbucket', status: 407 } },
    ],
    [
      'Bitbucket is down',
      () => createPorts({ answers: () => ({ status: 503, text: '{}' }) }),
      'api',
      { kind: 'requestFailed', origin: 'https://api.bitbucket.org', trouble: { kind: 'serverError', status: 503 } },
    ],
    [
      'the clock is an hour slow',
      () => createPorts({ serverTime: new FakeClock().now() + 3_600_000 }),
      'clock',
      { kind: 'clockWrong', skewMs: 3_600_000 },
    ],
    [
      'nobody is signed in',
      () => createPorts({ session: undefined, stored: undefined, api: undefined, tokens: undefined }),
      'session',
      { kind: 'signedOut' },
    ],
    [
      'the session has ended',
      () => {
        const stored = storedSession({ tokens: undefined });
        return createPorts({ session: toSession(stored), stored });
      },
      'session',
      { kind: 'sessionEnded', account: 'Anna Schmidt' },
    ],
    [
      'the token was revoked',
      () => withApi({ fetchUser: failWith({ kind: 'unauthorized' }) }),
      'session',
      { kind: 'sessionRefused', account: 'Anna Schmidt' },
    ],
    [
      'renewal is refused',
      () =>
        createPorts({
          tokens: {
            getAccessToken: () => Promise.resolve('a'),
            renewAccessToken: () => Promise.reject(new AuthError({ kind: 'sessionEnded' })),
          },
        }),
      'renewal',
      { kind: 'renewalFailed', failure: 'sessionEnded' },
    ],
    [
      'a permission is missing',
      () => {
        const stored = storedSession({ scopes: ['account', 'repository'] });
        return createPorts({ session: toSession(stored), stored });
      },
      'scopes',
      { kind: 'scopesMissing', missing: ['repository:write'] },
    ],
    [
      'more than needed was granted',
      () => {
        const stored = storedSession({ scopes: ['account', 'pipeline', 'repository:write'] });
        return createPorts({ session: toSession(stored), stored });
      },
      'scopes',
      { kind: 'scopesExcess', excess: ['pipeline'] },
    ],
    ['there is no workspace', () => withApi({ listWorkspaces: () => page() }), 'workspaces', { kind: 'noWorkspace' }],
    [
      'a workspace has an IP allow-list',
      () =>
        withApi({
          listWritableRepositories: async function* (workspace) {
            if (workspace === 'lab') throw new Trouble({ kind: 'forbidden', requiredScopes: [] });
            yield await Promise.resolve({ values: [1] });
          },
        }),
      'repositories',
      { kind: 'repositoriesInPart', count: 1, closed: ['lab'] },
    ],
    [
      'nothing can be written to',
      () => withApi({ listWritableRepositories: () => page() }),
      'repositories',
      { kind: 'noWritableRepository' },
    ],
    [
      'there is no main',
      () => withApi({ findBranches: () => Promise.resolve([]) }),
      'main',
      { kind: 'mainMissing', repository: selected, mainBranch: 'develop' },
    ],
    [
      'the repository is empty',
      () => withApi({ fetchRepository: () => Promise.resolve({ mainBranch: undefined }) }),
      'main',
      { kind: 'repositoryEmpty', repository: selected },
    ],
    [
      'the repository can only be read',
      () => withApi({ findPermission: () => Promise.resolve('read') }),
      'main',
      { kind: 'repositoryReadOnly', repository: selected },
    ],
    [
      'the repository is gone',
      () => withApi({ fetchRepository: failWith({ kind: 'notFound' }) }),
      'main',
      { kind: 'repositoryGone', repository: selected },
    ],
    [
      'a merge was not finished',
      () =>
        withApi({
          fetchFile: (_repository, _commit, path) => text(path === 'b.tran.yaml' ? 'a\n<<<<<<< ours\n' : 'a'),
        }),
      'conflicts',
      { kind: 'conflicts', repository: selected, paths: ['b.tran.yaml'] },
    ],
    [
      'the requests of the hour are used up',
      () => withApi({ fetchRepository: failWith({ kind: 'rateLimited', retryAfterMs: 60_000 }) }),
      'rateLimit',
      { kind: 'limited', retryAfterMs: 60_000 },
    ],
    [
      'they were used up before anything else was asked',
      () => withApi({ fetchUser: failWith({ kind: 'rateLimited', retryAfterMs: 90_000 }) }),
      'rateLimit',
      { kind: 'limited', retryAfterMs: 90_000 },
    ],
    [
      'renewals are limited',
      () =>
        createPorts({
          tokens: {
            getAccessToken: () => Promise.resolve('a'),
            renewAccessToken: () => Promise.reject(new AuthError({ kind: 'rateLimited', retryAfterMs: 30_000 })),
          },
        }),
      'rateLimit',
      { kind: 'limited', retryAfterMs: 30_000 },
    ],
    [
      'the secret storage cannot be read',
      () => createPorts({ session: undefined, stored: undefined, tokens: undefined, areSecretsClosed: true }),
      'session',
      { kind: 'secretsUnavailable' },
    ],
    [
      'Bitbucket announces an end',
      () => createPorts({ readHeaders: () => ({ remaining: '12', announcements: ['GET /2.0/user (sunset: soon)'] }) }),
      'announcements',
      { kind: 'announcements', announcements: ['GET /2.0/user (sunset: soon)'] },
    ],
  ];
  for (const [title, ports, check, finding] of troubles) {
    it(`finds out that ${title}`, async () => {
      assert.deepEqual((await run(ports())).get(check)?.finding, finding);
    });
  }

  it('skips what depends on a failed check, and names that one', async () => {
    const results = await run(withApi({ fetchUser: failWith({ kind: 'unauthorized' }) }));
    for (const check of ['renewal', 'scopes', 'workspaces', 'repositories', 'main'] as const) {
      assert.deepEqual(results.get(check)?.finding, { kind: 'skipped', because: 'session' }, check);
    }
    assert.equal(results.get('rateLimit')?.outcome, 'passed');
  });

  it('asks nothing more as somebody whose sign-in has just turned out to be ended', async () => {
    const renewAccessToken = () => Promise.reject(new AuthError({ kind: 'sessionEnded' }));
    const results = await run(
      createPorts({
        tokens: { getAccessToken: () => Promise.resolve('a'), renewAccessToken },
        api: { ...healthy, listWorkspaces: () => assert.fail('No workspaces were to be asked for.') },
      }),
    );
    for (const check of ['workspaces', 'repositories', 'main', 'conflicts'] as const) {
      assert.deepEqual(results.get(check)?.finding, { kind: 'skipped', because: 'renewal' }, check);
    }
  });

  it('says that no repository was looked at when none is worked with', async () => {
    const results = await run(createPorts({ selected: undefined }));
    assert.equal(results.get('main')?.finding.kind, 'noRepositorySelected');
    assert.deepEqual(results.get('conflicts')?.finding, { kind: 'skipped', because: 'main' });
  });

  it('stops at once when it is cancelled', async () => {
    const controller = new AbortController();
    const seen: CheckName[] = [];
    const going = async () => {
      for await (const { check } of diagnose(createPorts(), controller.signal)) {
        seen.push(check);
        if (check === 'clock') controller.abort(new Error('cancelled'));
      }
    };
    await assert.rejects(going(), /cancelled/);
    assert.equal(seen.at(-1), 'clock');
  });
});
