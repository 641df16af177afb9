import assert from 'node:assert/strict';
import type { Clock } from '../../../../src/base/clock';
import { systemClock } from '../../../../src/node/systemClock';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AuthFailure } from '../../../../src/auth/authError';
import { defaultEndpoints } from '../../../../src/auth/endpoints';
import { neverPasted } from '../../../support/fakeSignInWindow';
import { settle, storedSession } from '../../auth/sessionsHarness';
import { authorized, consumer, loopback, createHarness } from './signInFlowHarness';

describe('SignInFlow', () => {
  it('tells of the permissions before the browser opens, and of the account afterwards', async () => {
    const { flow, order, successes, store } = createHarness();
    await flow.run([]);
    assert.deepEqual(order, ['permissions', 'progress', 'browser']);
    assert.deepEqual(
      successes.map(({ session }) => [session.account.label, session.scopes]),
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

  const state = (url: URL) => url.searchParams.get('state') ?? '';
  const callback = (url: URL) => url.searchParams.get('redirect_uri') ?? '';

  type Settings = ReturnType<typeof createHarness>['settings'];
  const changes: readonly [what: string, changed: Partial<Settings>][] = [
    [
      'other addresses',
      { reading: { kind: 'endpoints', endpoints: { ...defaultEndpoints, apiUrl: 'https://elsewhere.example/2.0' } } },
    ],
    ['no usable address', { reading: { kind: 'invalid', endpoint: 'webUrl' } }],
    ['another consumer', { consumers: [{ ...consumer, key: 'consumer-2' }] }],
  ];
  for (const [what, changed] of changes) {
    it(`sends no code when the settings name ${what} by the time the browser comes back`, async () => {
      const { flow, failures, requests, store, kept, settings } = createHarness({
        browse: (url, pending) => {
          Object.assign(settings, changed);
          pending.accept(`code=c&state=${url.searchParams.get('state') ?? ''}`);
        },
      });
      await assert.rejects(flow.run([]));
      assert.deepEqual(failures, [{ kind: 'settingsChanged' }]);
      assert.deepEqual([requests, store.content], [[], []]);
      assert.equal(kept.text, undefined);
    });
  }

  it('goes on another way when the user chooses one while waiting, and closes the first', async () => {
    const visits: URL[] = [];
    const { flow, shown, store, kept } = createHarness({
      consumers: [consumer, { ...loopback, key: 'consumer-2' }],
      overrides: {
        pickWay: (ways) => Promise.resolve(ways.find(({ kind }) => kind === 'loopback')),
      },
      browse: async (url) => {
        visits.push(url);
        if (visits.length === 1) await shown.waiting?.tryAnotherWay();
        else await fetch(`${callback(url)}?code=c&state=${state(url)}`);
      },
    });
    await flow.run([]);
    assert.deepEqual(
      visits.map((url) => [url.searchParams.get('client_id'), callback(url).replace(/:\d+/, '')]),
      [
        ['consumer-1', `${authorized}?windowId=1`],
        ['consumer-2', 'http://127.0.0.1/authorized'],
      ],
    );
    assert.notEqual(state(visits[0] ?? assert.fail()), state(visits[1] ?? assert.fail()));
    assert.equal(store.content[0]?.consumerKey, 'consumer-2');
    assert.equal(kept.text, undefined);
  });

  it('goes on with pasting by itself when the port of this computer is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const callbackUrl = `http://127.0.0.1:${port}/authorized`;
    const asked: string[] = [];
    const { flow, successes } = createHarness({
      consumers: [{ ...consumer, callbackUrl }],
      browse: () => undefined,
      overrides: {
        askForPaste: ({ redirectUri }) => {
          asked.push(redirectUri);
          return Promise.resolve({ kind: 'code', code: 'pasted' });
        },
      },
    });
    await flow.run([]);
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual([asked, successes.length], [[callbackUrl], 1]);
  });

  it('copies the address instead of opening it, when asked to', async () => {
    const { flow, copied, order, pending } = createHarness({
      overrides: {
        copyAddress: (url) => {
          copied.push(url);
          return Promise.resolve(void pending.accept(`code=c&state=${state(new URL(url))}`));
        },
      },
    });
    await flow.run([], { copiesAddress: true });
    assert.deepEqual([copied.length, order], [1, ['permissions', 'progress']]);
  });

  it('says so when Bitbucket signs in who is here already, or somebody else than was asked for', async () => {
    const here = createHarness({ stored: [storedSession()] });
    await here.flow.run([]);
    assert.deepEqual(
      here.successes.map(({ wasHere, expected }) => [wasHere, expected]),
      [[true, undefined]],
    );
    const again = createHarness({ stored: [storedSession()] });
    await again.flow.run([], { again: { id: '{anna}', label: 'Anna Schmidt' } });
    await again.flow.run([], { again: { id: '{ben}', label: 'Ben Okafor' } });
    assert.deepEqual(
      again.successes.map(({ wasHere, expected }) => [wasHere, expected?.label]),
      [
        [false, undefined],
        [true, 'Ben Okafor'],
      ],
    );
    const ended = createHarness({ stored: [storedSession({ tokens: undefined })] });
    await ended.flow.run([]);
    assert.equal(ended.successes[0]?.wasHere, false);
  });

  it('signs in with an API token without a consumer and without the browser', async () => {
    const { flow, store, order, underWay } = createHarness({
      consumers: [],
      overrides: { askForApiToken: () => Promise.resolve({ email: 'a@b.c', token: 'ATATT-1' }) },
      get: () =>
        Promise.resolve({
          status: 200,
          headers: { get: () => null },
          text: () => Promise.resolve(JSON.stringify({ uuid: '{anna}', display_name: 'Anna Schmidt' })),
        }),
    });
    await flow.run([], { way: 'apiToken' });
    assert.deepEqual([order, underWay.current], [['progress'], undefined]);
    assert.deepEqual(
      store.content.map(({ consumerKey, tokens }) => [consumerKey, tokens?.accessToken.startsWith('Basic ')]),
      [['api-token', true]],
    );
  });

  it('is silent about an API token that the user would rather not enter', async () => {
    const { flow, failures, store } = createHarness({
      consumers: [],
      overrides: { askForApiToken: () => Promise.resolve(undefined) },
    });
    await assert.rejects(flow.run([], { way: 'apiToken' }));
    assert.deepEqual([failures, store.content], [[{ kind: 'cancelled', hasOpenedBrowser: false }], []]);
  });

  const consumers = {
    uriHandler: consumer,
    loopback,
    paste: { ...consumer, callbackUrl: 'https://relay.example.com/back' },
  };
  /** Five minutes are over once the browser shows Bitbucket's page: before that, a busy computer may need any time. */
  const createTimeout = () => {
    let end: () => void = () => undefined;
    const isOver = new Promise<void>((resolve) => (end = resolve));
    const clock: Clock = {
      now: () => systemClock.now(),
      sleep: (ms, signal) => (ms === 300_000 ? isOver : systemClock.sleep(ms, signal)),
    };
    return {
      browse: () => {
        end();
      },
      clock,
    };
  };
  const ends = {
    cancelled: () => ({ cancel: 'in the browser', clock: systemClock }) as const,
    timedOut: createTimeout,
  };
  const listHandles = () =>
    process
      .getActiveResourcesInfo()
      .filter((it) => /Timeout|TCPServer|TCPSocket|FSEvent/.test(it))
      .sort();

  for (const kind of ['uriHandler', 'loopback', 'paste'] as const) {
    for (const end of ['cancelled', 'timedOut'] as const) {
      it(`leaves nothing behind when it is ${end} on the way of ${kind}: no port, timer, secret or listener`, async () => {
        // The test runner's own timer begins once the test waits for something.
        await settle();
        const before = listHandles();
        const asked: AbortSignal[] = [];
        const { flow, kept, store, underWay, failures } = createHarness({
          ...ends[end](),
          consumers: [consumers[kind]],
          overrides: {
            askForPaste: (expected, onDidAskAgain, signal) => {
              asked.push(signal);
              return neverPasted(expected, onDidAskAgain, signal);
            },
          },
        });
        await assert.rejects(flow.run([]));
        await settle();
        assert.deepEqual(
          failures.map((failure) => failure.kind),
          [end],
        );
        assert.deepEqual(listHandles(), before);
        assert.deepEqual([kept.text, store.content, underWay.current], [undefined, [], undefined]);
        assert.ok(asked.length === 1 && asked.every(({ aborted }) => aborted), 'The box is closed.');
      });
    }
  }
});
