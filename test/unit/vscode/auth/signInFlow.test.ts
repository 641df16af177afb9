import assert from 'node:assert/strict';
import type { AuthFailure } from '../../../../src/auth/authError';
import type { Consumer } from '../../../../src/auth/consumer';
import { defaultEndpoints, type EndpointsReading } from '../../../../src/auth/endpoints';
import { PendingRedirects } from '../../../../src/auth/pendingRedirects';
import type { Session } from '../../../../src/auth/session';
import { TokenEndpoint } from '../../../../src/auth/tokenEndpoint';
import { SignInFlow, type SignInWindow } from '../../../../src/vscode/auth/signInFlow';
import { systemClock } from '../../../../src/node/systemClock';
import { RecordingLog } from '../../auth/recordingLog';
import { createHarness as createSessions, grantAnswer } from '../../auth/sessionsHarness';

const authorized = 'vscode://maia-community.maia-bitbucket/authorized';
const consumer: Consumer = { key: 'consumer-1', secret: 'secret', callbackUrl: authorized };
const loopback: Consumer = { ...consumer, callbackUrl: 'http://127.0.0.1/authorized' };

function createHarness({
  consumers = [consumer],
  isSecretMissing = false,
  reading = { kind: 'endpoints', endpoints: defaultEndpoints },
  answer = () => grantAnswer(1),
  browse,
  cancel,
}: {
  consumers?: readonly Consumer[];
  isSecretMissing?: boolean;
  reading?: EndpointsReading;
  answer?: () => ReturnType<typeof grantAnswer>;
  browse?: (url: URL, pending: PendingRedirects) => unknown;
  /** Where the user gives up. */
  cancel?: 'at the permissions' | 'before the browser' | 'in the browser';
} = {}) {
  const { sessions, fetch, requests, store } = createSessions({ stored: [], answer });
  const log = new RecordingLog();
  const pending = new PendingRedirects(log);
  const order: string[] = [];
  const failures: AuthFailure[] = [];
  const successes: Session[] = [];
  const controller = new AbortController();
  const comeBack = (url: URL) => pending.accept(`code=c&state=${url.searchParams.get('state') ?? ''}`);
  const window: SignInWindow = {
    browser: {
      open: async (url) => {
        order.push('browser');
        if (cancel === 'in the browser') controller.abort();
        else await (browse ?? comeBack)(new URL(url), pending);
      },
    },
    loopbackPages: { title: 't', received: 'r', unknown: 'u' },
    fetchEditorAddress: () => Promise.resolve(`${authorized}?windowId=1`),
    toExternalUrl: (url) => Promise.resolve(url),
    confirmPermissions: () => {
      order.push('permissions');
      return Promise.resolve(cancel !== 'at the permissions');
    },
    withProgress: (work) => {
      order.push('progress');
      if (cancel === 'before the browser') controller.abort();
      return work(controller.signal);
    },
    showSuccess: (session) => successes.push(session),
    showFailure: (failure) => failures.push(failure),
  };
  const flow = new SignInFlow({
    window,
    sessions,
    consumers: { list: () => Promise.resolve(consumers), isSecretMissing: () => Promise.resolve(isSecretMissing) },
    readEndpoints: () => reading,
    tokenEndpoint: new TokenEndpoint({ fetch, clock: systemClock, log }),
    fetchAccount: () => Promise.resolve({ id: '{anna}', label: 'Anna Schmidt' }),
    pending,
    clock: systemClock,
    log,
  });
  return { flow, order, failures, successes, requests, store };
}

describe('SignInFlow', () => {
  it('tells of the permissions before the browser opens, and of the account afterwards', async () => {
    const { flow, order, successes, store } = createHarness();
    await flow.run([]);
    assert.deepEqual(order, ['permissions', 'progress', 'browser']);
    assert.deepEqual(
      successes.map(({ account, scopes }) => [account.label, scopes]),
      [['Anna Schmidt', ['account', 'repository:write']]],
    );
    assert.equal(store.content[0]?.consumerKey, 'consumer-1');
  });

  it('does not ask again when a dialog has just named the permissions', async () => {
    const { flow, order } = createHarness();
    await flow.run([], { hasSeenPermissions: true });
    assert.deepEqual(order, ['progress', 'browser']);
  });

  it('opens no browser when the user would rather not grant the permissions', async () => {
    const { flow, order, failures, requests } = createHarness({ cancel: 'at the permissions' });
    await assert.rejects(flow.run([]));
    assert.deepEqual(order, ['permissions']);
    assert.deepEqual([failures, requests], [[{ kind: 'cancelled', hasOpenedBrowser: false }], []]);
  });

  it('comes back through a port of this computer when the consumer’s callback says so', async () => {
    let redirectUri = '';
    const { flow, requests } = createHarness({
      consumers: [loopback],
      browse: async (url) => {
        redirectUri = url.searchParams.get('redirect_uri') ?? '';
        const response = await fetch(`${redirectUri}?code=c&state=${url.searchParams.get('state') ?? ''}`);
        assert.equal(response.status, 200);
      },
    });
    await flow.run([]);
    assert.match(redirectUri, /^http:\/\/127\.0\.0\.1:\d+\/authorized$/);
    assert.equal(requests[0]?.form['redirect_uri'], redirectUri);
  });

  it('does not take a loopback sign-in’s state through the URI handler', async () => {
    const accepted: string[] = [];
    const { flow } = createHarness({
      consumers: [loopback],
      browse: async (url, pending) => {
        const query = `code=c&state=${url.searchParams.get('state') ?? ''}`;
        accepted.push(pending.accept(query));
        await fetch(`${url.searchParams.get('redirect_uri') ?? ''}?${query}`);
      },
    });
    await flow.run([]);
    assert.deepEqual(accepted, ['stray']);
  });

  const failures: readonly [title: string, options: Parameters<typeof createHarness>[0], expected: AuthFailure][] = [
    ['there is no consumer', { consumers: [] }, { kind: 'noConsumer' }],
    ['its secret is missing', { consumers: [], isSecretMissing: true }, { kind: 'consumerSecretMissing' }],
    [
      'an endpoint is no address for tokens',
      { reading: { kind: 'invalid', endpoint: 'apiUrl' } },
      { kind: 'invalidEndpoint', endpoint: 'apiUrl' },
    ],
    [
      'no callback leads back here',
      { consumers: [{ ...consumer, callbackUrl: 'cursor://a.b/authorized' }] },
      { kind: 'noWayBack', editorAddress: `${authorized}?windowId=1`, callbackUrls: ['cursor://a.b/authorized'] },
    ],
    [
      'the user cancels before the browser opens',
      { cancel: 'before the browser' },
      { kind: 'cancelled', hasOpenedBrowser: false },
    ],
    [
      'the user cancels with Bitbucket’s page before them',
      { cancel: 'in the browser' },
      { kind: 'cancelled', hasOpenedBrowser: true },
    ],
    [
      'key or secret is wrong',
      { answer: () => ({ status: 400, body: { error: 'unauthorized_client' } }) },
      { kind: 'wrongConsumer' },
    ],
    [
      'another extension wants a scope the consumer does not have',
      {},
      { kind: 'missingScopes', missing: ['pipeline'], granted: ['account', 'repository:write'] },
    ],
  ];
  for (const [title, options, expected] of failures) {
    it(`tells the user once when ${title}, and stores nothing`, async () => {
      const { flow, failures: shown, successes, store } = createHarness(options);
      await assert.rejects(flow.run(expected.kind === 'missingScopes' ? ['pipeline'] : []));
      assert.deepEqual([shown, successes, store.content], [[expected], [], []]);
    });
  }
});
