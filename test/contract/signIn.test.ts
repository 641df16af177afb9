import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AuthError, type AuthFailure } from '../../src/auth/authError';
import type { Consumer } from '../../src/auth/consumer';
import { InProcessRenewalLock } from '../../src/auth/inProcessRenewalLock';
import { PendingRedirects } from '../../src/auth/pendingRedirects';
import { Sessions, type SessionsChange } from '../../src/auth/sessions';
import { TokenEndpoint } from '../../src/auth/tokenEndpoint';
import { Emitter } from '../../src/base/event';
import { createNodeFetch, type NodeFetch } from '../../src/node/nodeFetch';
import { systemClock } from '../../src/node/systemClock';
import { AuthorizedUriHandler } from '../../src/vscode/auth/authorizedUri';
import { SecretStorageSessionStore } from '../../src/vscode/auth/secretStorageSessionStore';
import { SignInFlow, type SignInWindow } from '../../src/vscode/auth/signInFlow';
import { EmulatorAdmin } from '../emulator/adminClient';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { visitConsentPage } from '../support/bitbucketUser';
import { RecordingLog } from '../unit/auth/recordingLog';
import { MemorySecrets } from '../unit/vscode/auth/memorySecrets';
import { waitUntil } from '../support/waitUntil';

const callbackUrl = 'vscode://maia-community.maia-bitbucket/authorized';
const editorAddress = `${callbackUrl}?windowId=1`;

describe('signing in at the emulator', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  let nodeFetch: NodeFetch;

  before(async () => {
    emulator = await startEmulator();
    admin = new EmulatorAdmin(emulator.adminUrl);
    nodeFetch = createNodeFetch();
  });

  after(async () => {
    nodeFetch.dispose();
    await emulator.stop();
  });

  afterEach(() => admin.clearFaults());

  /** A window of an editor whose user is `user`; `arrive` decides what becomes of the address Bitbucket sends them to. */
  function createEditor({
    user = 'anna',
    action = 'grant',
    consumer = emulator.consumer,
    address = editorAddress,
    secrets = new MemorySecrets(),
    arrive,
  }: {
    user?: string;
    action?: 'grant' | 'cancel';
    consumer?: Consumer;
    address?: string;
    secrets?: MemorySecrets;
    arrive?: (location: string, handler: AuthorizedUriHandler) => unknown;
  } = {}) {
    const log = new RecordingLog();
    const pending = new PendingRedirects(log);
    const strays: string[] = [];
    const handler = new AuthorizedUriHandler(pending, () => Promise.resolve(void strays.push('shown')), log);
    const { webUrl, apiUrl, oauthUrl } = emulator;
    const tokenEndpoint = new TokenEndpoint({ fetch: nodeFetch.fetch, clock: systemClock, log });
    const sessions = new Sessions({
      store: new SecretStorageSessionStore(secrets, log),
      lock: new InProcessRenewalLock(),
      binding: {
        readEndpoints: () => ({ webUrl, apiUrl, oauthUrl }),
        isKnownConsumer: (key) => key === consumer.key,
        findConsumer: (key) => Promise.resolve(key === consumer.key ? consumer : undefined),
        onDidChange: new Emitter<void>().event,
      },
      loadTokenEndpoint: () => Promise.resolve(tokenEndpoint),
      clock: systemClock,
      log,
    });
    const failures: AuthFailure[] = [];
    const changes: SessionsChange[] = [];
    sessions.onDidChange((change) => changes.push(change));
    const controller = new AbortController();
    const pages: string[] = [];
    const locations: string[] = [];
    const open = async (url: string) => {
      try {
        const location = await visitConsentPage(url, { user, action });
        locations.push(location);
        if (arrive !== undefined) await arrive(location, handler);
        else if (location.startsWith('http:')) await fetch(location);
        else handler.handleUri(vscode.Uri.parse(location));
      } catch (error) {
        // Bitbucket shows an error page and sends nobody back; the user reads it and cancels.
        pages.push(String(error));
        controller.abort();
      }
    };
    const window: SignInWindow = {
      browser: { open },
      loopbackPages: { title: 't', received: 'r', unknown: 'u' },
      fetchEditorAddress: () => Promise.resolve(address),
      toExternalUrl: (url) => Promise.resolve(url),
      confirmPermissions: () => Promise.resolve(true),
      withProgress: (work) => work(controller.signal),
      showSuccess: () => undefined,
      showFailure: (failure) => failures.push(failure),
    };
    const flow = new SignInFlow({
      window,
      sessions,
      consumers: { list: () => Promise.resolve([consumer]), isSecretMissing: () => Promise.resolve(false) },
      readEndpoints: () => ({ kind: 'endpoints', endpoints: { webUrl, apiUrl, oauthUrl } }),
      tokenEndpoint,
      fetchAccount: async (endpoints, accessToken) => {
        const headers = { authorization: `Bearer ${accessToken}` };
        const answer = await fetch(`${endpoints.apiUrl}/user`, { headers });
        const body = (await answer.json()) as { uuid: string; display_name: string };
        return { id: body.uuid, label: body.display_name };
      },
      pending,
      clock: systemClock,
      log,
    });
    return { flow, sessions, secrets, log, failures, changes, pages, locations, handler, strays, tokenEndpoint };
  }

  const readUser = (token: string) =>
    fetch(`${emulator.apiUrl}/user`, { headers: { authorization: `Bearer ${token}` } });

  it('ends with a session whose token opens the API', async () => {
    const { flow, sessions } = createEditor();
    const session = await flow.run([]);
    assert.deepEqual([session.account.label, session.scopes], ['Anna Schmidt', ['account', 'repository:write']]);
    assert.match(session.account.id, /^\{[\w-]+\}$/);
    const token = await sessions.tokenSource(session.account.id).getAccessToken();
    assert.equal((await readUser(token)).status, 200);
  });

  it('works with the older name of the scopes in Bitbucket’s answer', async () => {
    await admin.configure({ tokenScopeField: 'scopes' });
    const session = await createEditor().flow.run([]);
    await admin.configure({ tokenScopeField: 'scope' });
    assert.deepEqual(session.scopes, ['account', 'repository:write']);
  });

  it('comes back to a port of this computer', async () => {
    const consumer = await admin.addConsumer({ callbackUrl: 'http://127.0.0.1/authorized' });
    const { flow, locations } = createEditor({ consumer });
    await flow.run([]);
    assert.match(locations[0] ?? '', /^http:\/\/127\.0\.0\.1:\d+\/authorized\?/);
  });

  it('keeps the query of a web editor’s address whole on the way there and back', async () => {
    const consumer = await admin.addConsumer({ callbackUrl: 'http://127.0.0.1/' });
    const address = 'http://127.0.0.1:9/stable-0/callback?vscode-reqid=7&vscode-path=%2Fauthorized';
    const { flow, locations } = createEditor({
      consumer,
      address,
      arrive: (location, handler) => {
        const { searchParams } = new URL(location);
        const query = `code=${searchParams.get('code') ?? ''}&state=${searchParams.get('state') ?? ''}`;
        const [scheme, authority] = ['vscode', 'maia-community.maia-bitbucket'];
        handler.handleUri(vscode.Uri.from({ scheme, authority, path: '/authorized', query }));
      },
    });
    await flow.run([]);
    assert.ok(locations[0]?.startsWith(`${address}&`), locations[0]);
  });

  it('has two accounts after a second one signed in', async () => {
    const secrets = new MemorySecrets();
    await createEditor({ secrets }).flow.run([]);
    const { flow, sessions } = createEditor({ secrets, user: 'ben' });
    await flow.run([]);
    const labels = (await sessions.getSessions()).map(({ account }) => account.label);
    assert.deepEqual(labels.sort(), ['Anna Schmidt', 'Ben Okafor']);
  });

  it('says "denied" after Cancel on the consent page', async () => {
    const { flow, failures, secrets } = createEditor({ action: 'cancel' });
    await assert.rejects(flow.run([]));
    assert.deepEqual([failures, secrets.content.size], [[{ kind: 'denied' }], 0]);
  });

  it('says so when the secret is wrong', async () => {
    const { flow, failures } = createEditor({ consumer: { ...emulator.consumer, secret: 'wrong' } });
    await assert.rejects(flow.run([]));
    assert.deepEqual(failures, [{ kind: 'wrongConsumer' }]);
  });

  it('says which permission is missing when the consumer may only read', async () => {
    const consumer = await admin.addConsumer({ callbackUrl, scopes: ['account', 'repository'] });
    const { flow, failures } = createEditor({ consumer });
    await assert.rejects(flow.run([]));
    assert.deepEqual(failures, [
      { kind: 'missingScopes', missing: ['repository:write'], granted: ['account', 'repository'] },
    ]);
  });

  it('lets the user cancel after Bitbucket’s own error page, when the consumer has no callback', async () => {
    const consumer = await admin.addConsumer({ callbackUrl: '' });
    const { flow, failures, pages } = createEditor({ consumer: { ...consumer, callbackUrl } });
    await assert.rejects(flow.run([]));
    assert.match(pages.join(), /No callback uri defined/);
    assert.deepEqual(failures, [{ kind: 'cancelled', hasOpenedBrowser: true }]);
  });

  it('never uses a code twice: the same address opened again is ignored', async () => {
    const { flow, locations, handler, strays } = createEditor();
    await flow.run([]);
    const { total } = await admin.readRequests();
    handler.handleUri(vscode.Uri.parse(locations[0] ?? ''));
    assert.equal((await admin.readRequests()).total, total);
    assert.deepEqual(strays, []);
  });

  it('calls a code that somebody else used before refused', async () => {
    const { flow, tokenEndpoint, locations } = createEditor();
    await flow.run([]);
    const code = new URL(locations[0] ?? '').searchParams.get('code') ?? '';
    const again = { code, codeVerifier: 'x'.repeat(43), redirectUri: editorAddress };
    await assert.rejects(tokenEndpoint.exchangeCode(emulator.oauthUrl, emulator.consumer, again), (error) =>
      AuthError.is(error, 'grantRefused'),
    );
  });

  it('takes no redirect of another window’s sign-in, and says whose it is not', async () => {
    let bensAddress = '';
    const ben = createEditor({ user: 'ben', arrive: (location) => (bensAddress = location) });
    const bensSignIn = ben.flow.run([]);
    const anna = createEditor({
      arrive: (location, handler) => {
        handler.handleUri(vscode.Uri.parse(bensAddress));
        handler.handleUri(vscode.Uri.parse(location));
      },
    });
    await waitUntil(() => bensAddress !== '');
    assert.equal((await anna.flow.run([])).account.label, 'Anna Schmidt');
    ben.handler.handleUri(vscode.Uri.parse(bensAddress));
    assert.equal((await bensSignIn).account.label, 'Ben Okafor');
    assert.deepEqual([anna.strays, ben.strays], [['shown'], []]);
  });

  it('calls a page instead of JSON what it is, and a lost connection unreachable', async () => {
    for (const [effect, expected] of [
      [{ kind: 'htmlInsteadOfJson' }, 'notBitbucket'],
      [{ kind: 'truncatedJson' }, 'notBitbucket'],
      [{ kind: 'htmlError', status: 502 }, 'unreachable'],
      [{ kind: 'resetBeforeAnswer' }, 'unreachable'],
      [{ kind: 'resetInBody' }, 'unreachable'],
    ] as const) {
      await admin.clearFaults();
      await admin.addFault({ path: '/access_token', effect });
      const { flow, failures, secrets } = createEditor();
      await assert.rejects(flow.run([]));
      assert.deepEqual([failures.map(({ kind }) => kind), secrets.content.size], [[expected], 0], effect.kind);
    }
  });

  it('renews once for fifty requests that were refused, and the new token works', async () => {
    const { flow, sessions } = createEditor();
    const { account } = await flow.run([]);
    const source = sessions.tokenSource(account.id);
    const refused = await source.getAccessToken();
    await admin.expireAccessTokens('anna');
    assert.equal((await readUser(refused)).status, 401);
    await admin.resetRequests();
    const tokens = new Set(await Promise.all(Array.from({ length: 50 }, () => source.renewAccessToken(refused))));
    const { requests } = await admin.readRequests();
    assert.deepEqual([tokens.size, requests.filter(({ path }) => path.endsWith('/access_token')).length], [1, 1]);
    for (const token of tokens) assert.equal((await readUser(token)).status, 200);
  });

  it('keeps renewing: every new refresh token is stored and good for the next time', async () => {
    const secrets = new MemorySecrets();
    const { flow } = createEditor({ secrets });
    const { account } = await flow.run([]);
    for (let round = 0; round < 5; round++) {
      // A new window each time: only what was stored counts.
      const source = createEditor({ secrets }).sessions.tokenSource(account.id);
      const token = await source.renewAccessToken(await source.getAccessToken());
      assert.equal((await readUser(token)).status, 200);
    }
  });

  it('ends the session with one event when the user withdrew the access on Bitbucket', async () => {
    const { flow, sessions, changes } = createEditor({ user: 'ben' });
    const { account } = await flow.run([]);
    const source = sessions.tokenSource(account.id);
    const token = await source.getAccessToken();
    changes.splice(0);
    await admin.revokeGrants('ben');
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => source.renewAccessToken(token)));
    assert.ok(outcomes.every((it) => it.status === 'rejected' && AuthError.is(it.reason, 'sessionEnded')));
    assert.deepEqual(
      changes.map(({ changed }) => changed.map(({ hasEnded }) => hasEnded)),
      [[true]],
    );
  });

  it('revokes the tokens when the account is signed out', async () => {
    const { flow, sessions, secrets } = createEditor();
    const session = await flow.run([]);
    const token = await sessions.tokenSource(session.account.id).getAccessToken();
    await sessions.remove(session.id);
    assert.equal((await readUser(token)).status, 401);
    assert.doesNotMatch([...secrets.content.values()].join(), new RegExp(token.slice(0, 40)));
  });

  it('writes no code, token, verifier or secret to the log', async () => {
    const { flow, sessions, log, locations, secrets } = createEditor();
    const session = await flow.run([]);
    const source = sessions.tokenSource(session.account.id);
    const token = await source.getAccessToken();
    await source.renewAccessToken(token);
    const stored = [...secrets.content.values()].join();
    await sessions.remove(session.id);
    const text = log.lines.join('\n');
    const { searchParams } = new URL(locations[0] ?? '');
    const tokens = [...stored.matchAll(/"(?:access|refresh)Token":"([^"]+)"/g)].map(([, value]) => value ?? '');
    assert.equal(tokens.length, 2);
    const hidden = [token, ...tokens, searchParams.get('code') ?? '', searchParams.get('state') ?? ''];
    for (const secret of [...hidden, emulator.consumer.secret]) {
      assert.ok(secret.length > 10 && !text.includes(secret));
    }
  });
});
