import assert from 'node:assert/strict';
import { AuthError } from '../../../src/auth/authError';
import { defaultEndpoints, type Endpoints } from '../../../src/auth/endpoints';
import { finishElsewhere } from '../../../src/auth/finishElsewhere';
import type { PendingSignIn } from '../../../src/auth/pendingSignIns';
import { FakeClock } from '../../support/fakeClock';
import { createPendingSignIns, MemoryPendingStore } from '../../support/fakeSignInWindow';
import { RecordingLog } from './recordingLog';

const consumer = { key: 'consumer-1', secret: 'secret', callbackUrl: 'vscode://x.y/authorized' };
const tokens = { accessToken: 'at', refreshToken: 'rt', receivedAt: 0, expiresAt: 1 };

/** A window that the browser comes back to, on the same store as those that asked. */
function createHarness({
  endpoints = defaultEndpoints,
  isConsumerKnown = true,
  exchange = () => Promise.resolve({ tokens, scopes: ['account', 'repository:write'] }),
}: {
  endpoints?: Endpoints | undefined;
  isConsumerKnown?: boolean;
  exchange?: () => Promise<{ tokens: typeof tokens; scopes: string[] }>;
} = {}) {
  const clock = new FakeClock();
  const store = new MemoryPendingStore();
  const asking = createPendingSignIns(clock, store);
  const pendingSignIns = createPendingSignIns(clock, store);
  const exchanges: unknown[] = [];
  const added: string[] = [];
  const revoked: string[] = [];
  const ask = (state: string, verifier: string) => {
    const pending: PendingSignIn = {
      ...{ state, verifier, redirectUri: 'vscode://x.y/authorized?windowId=1', endpoints: defaultEndpoints },
      ...{ expiresAt: clock.now() + 300_000, consumerKey: 'consumer-1', scopes: ['account', 'repository:write'] },
    };
    return asking.add(pending);
  };
  const dependencies: Parameters<typeof finishElsewhere>[0] = {
    pendingSignIns,
    binding: {
      readEndpoints: () => endpoints,
      findConsumer: (key) => Promise.resolve(isConsumerKnown && key === consumer.key ? consumer : undefined),
    },
    loadParts: () =>
      Promise.resolve({
        tokenEndpoint: {
          exchangeCode: (oauthUrl, { key }, { code, codeVerifier, redirectUri }) => {
            exchanges.push({ oauthUrl, key, code, codeVerifier, redirectUri });
            return exchange();
          },
          revoke: (_oauthUrl, _consumer, refreshToken) => Promise.resolve(void revoked.push(refreshToken)),
        },
        fetchAccount: () => Promise.resolve({ id: '{anna}', label: 'Anna Schmidt' }),
        sessions: {
          add: (account, { scopes }) => {
            added.push(account.id);
            return Promise.resolve({ id: 's1', account, scopes, hasEnded: false });
          },
        },
        log: new RecordingLog(),
      }),
  };
  const come = (query: string) => finishElsewhere(dependencies, query, new AbortController().signal);
  return { ask, asking, come, exchanges, added, revoked, store, clock };
}

describe('a browser that comes back to another window than the one that asked', () => {
  it('ends the sign-in there, with the verifier and the redirect_uri of the window that asked, and tells it', async () => {
    const { ask, asking, come, exchanges, added } = createHarness();
    await ask('state-1', 'verifier-1');
    const outcome = asking.waitForOutcome('state-1', new AbortController().signal);
    const session = await come('code=c&state=state-1');
    assert.deepEqual(exchanges, [
      {
        oauthUrl: 'https://bitbucket.org/site/oauth2',
        key: 'consumer-1',
        code: 'c',
        codeVerifier: 'verifier-1',
        redirectUri: 'vscode://x.y/authorized?windowId=1',
      },
    ]);
    assert.deepEqual([session && 'id' in session ? session.id : session, added], ['s1', ['{anna}']]);
    assert.deepEqual(await outcome, { kind: 'session', sessionId: 's1' });
  });

  it('ends it once: a replay, also in a third window, exchanges nothing', async () => {
    const { ask, come, exchanges } = createHarness();
    await ask('state-1', 'verifier-1');
    await Promise.all([come('code=c&state=state-1'), come('code=c&state=state-1'), come('code=d&state=state-1')]);
    assert.equal(await come('code=c&state=state-1'), undefined);
    assert.equal(exchanges.length, 1);
  });

  it('sends each code with the verifier of its own state, also where two codes were swapped', async () => {
    const { ask, come, exchanges } = createHarness();
    await ask('state-1', 'verifier-1');
    await ask('state-2', 'verifier-2');
    await come('code=of-2&state=state-1');
    await come('code=of-1&state=state-2');
    // Bitbucket compares the verifier with the challenge the code was issued for, and refuses both.
    assert.deepEqual(
      (exchanges as { code: string; codeVerifier: string }[]).map(({ code, codeVerifier }) => [code, codeVerifier]),
      [
        ['of-2', 'verifier-1'],
        ['of-1', 'verifier-2'],
      ],
    );
  });

  it('does nothing for a state that no window waits for, whatever else the address says', async () => {
    const { ask, come, exchanges, store } = createHarness();
    await ask('state-1', 'verifier-1');
    const before = store.text;
    for (const query of [
      'code=c&state=other',
      'state=state-1',
      'code=c',
      'error=e&state=x',
      'code=c&code=d&state=state-1',
      '%',
    ]) {
      assert.equal(await come(query), undefined, query);
    }
    assert.deepEqual([exchanges, store.text], [[], before]);
  });

  it('comes too late once the window that asked has given up, or is long gone', async () => {
    const { ask, asking, come, exchanges, clock } = createHarness();
    await ask('state-2', 'verifier-2');
    await asking.remove('state-2');
    assert.equal(await come('code=c&state=state-2'), undefined);
    await ask('state-1', 'verifier-1');
    void clock.sleep(75 * 60_000);
    clock.wakeNext();
    assert.equal(await come('code=c&state=state-1'), undefined);
    assert.deepEqual(exchanges, []);
  });

  const changes: readonly [title: string, options: Parameters<typeof createHarness>[0]][] = [
    ['the website', { endpoints: { ...defaultEndpoints, webUrl: 'https://evil.example' } }],
    ['the API', { endpoints: { ...defaultEndpoints, apiUrl: 'https://evil.example/2.0' } }],
    ['the token endpoint', { endpoints: { ...defaultEndpoints, oauthUrl: 'https://evil.example/oauth2' } }],
    ['the consumer', { isConsumerKnown: false }],
  ];
  for (const [title, options] of changes) {
    it(`sends the code nowhere when the settings name another place for ${title} by now`, async () => {
      const { ask, asking, come, exchanges } = createHarness(options);
      await ask('state-1', 'verifier-1');
      assert.deepEqual(await come('code=c&state=state-1'), { kind: 'settingsChanged' });
      assert.deepEqual(exchanges, []);
      assert.deepEqual(await asking.waitForOutcome('state-1', new AbortController().signal), {
        kind: 'failed',
        failure: { kind: 'settingsChanged' },
      });
    });
  }

  it('tells the window that asked of a refusal, and of the user’s own', async () => {
    const refused = createHarness({ exchange: () => Promise.reject(new AuthError({ kind: 'grantRefused' })) });
    await refused.ask('state-1', 'verifier-1');
    assert.deepEqual(await refused.come('code=c&state=state-1'), { kind: 'grantRefused' });
    const denied = createHarness();
    await denied.ask('state-1', 'verifier-1');
    assert.deepEqual(await denied.come('error=access_denied&state=state-1'), { kind: 'denied' });
    assert.deepEqual(denied.exchanges, []);
  });

  it('keeps nothing, and gives the tokens back, when the window that asked has given up meanwhile', async () => {
    let giveUp: () => Promise<void> = () => Promise.resolve();
    const { ask, asking, come, added, revoked } = createHarness({
      exchange: async () => {
        await giveUp();
        return { tokens, scopes: ['account', 'repository:write'] };
      },
    });
    giveUp = () => asking.remove('state-1');
    await ask('state-1', 'verifier-1');
    assert.deepEqual(await come('code=c&state=state-1'), { kind: 'cancelled', hasOpenedBrowser: true });
    assert.deepEqual([added, revoked], [[], ['rt']]);
  });
});
