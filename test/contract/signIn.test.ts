import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AuthError } from '../../src/auth/authError';
import { MemorySecrets } from '../unit/vscode/auth/memorySecrets';
import { waitUntil } from '../support/waitUntil';
import { useEmulator } from './useEmulator';
import { callbackUrl, createEditor as createEditorAt, editorAddress } from './signInEditor';

describe('signing in at the emulator', () => {
  const bitbucket = useEmulator();

  const createEditor = (options?: Parameters<typeof createEditorAt>[1]) => createEditorAt(bitbucket, options);

  const readUser = (token: string) =>
    fetch(`${bitbucket.emulator.apiUrl}/user`, { headers: { authorization: `Bearer ${token}` } });

  it('ends with a session whose token opens the API', async () => {
    const { flow, sessions } = createEditor();
    const session = await flow.run([]);
    assert.deepEqual([session.account.label, session.scopes], ['Anna Schmidt', ['account', 'repository:write']]);
    assert.match(session.account.id, /^\{[\w-]+\}$/);
    const token = await sessions.tokenSource(session.account.id).getAccessToken();
    assert.equal((await readUser(token)).status, 200);
  });

  it('works with the older name of the scopes in Bitbucket’s answer', async () => {
    await bitbucket.admin.configure({ tokenScopeField: 'scopes' });
    const session = await createEditor().flow.run([]);
    await bitbucket.admin.configure({ tokenScopeField: 'scope' });
    assert.deepEqual(session.scopes, ['account', 'repository:write']);
  });

  it('comes back to a port of this computer', async () => {
    const consumer = await bitbucket.admin.addConsumer({ callbackUrl: 'http://127.0.0.1/authorized' });
    const { flow, locations } = createEditor({ consumer });
    await flow.run([]);
    assert.match(locations[0] ?? '', /^http:\/\/127\.0\.0\.1:\d+\/authorized\?/);
  });

  it('keeps the query of a web editor’s address whole on the way there and back', async () => {
    const consumer = await bitbucket.admin.addConsumer({ callbackUrl: 'http://127.0.0.1/' });
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
    const { flow, failures } = createEditor({ consumer: { ...bitbucket.emulator.consumer, secret: 'wrong' } });
    await assert.rejects(flow.run([]));
    assert.deepEqual(failures, [{ kind: 'wrongConsumer' }]);
  });

  it('says which permission is missing when the consumer may only read', async () => {
    const consumer = await bitbucket.admin.addConsumer({ callbackUrl, scopes: ['account', 'repository'] });
    const { flow, failures } = createEditor({ consumer });
    await assert.rejects(flow.run([]));
    assert.deepEqual(failures, [
      { kind: 'missingScopes', missing: ['repository:write'], granted: ['account', 'repository'] },
    ]);
  });

  it('lets the user cancel after Bitbucket’s own error page, when the consumer has no callback', async () => {
    const consumer = await bitbucket.admin.addConsumer({ callbackUrl: '' });
    const { flow, failures, pages } = createEditor({ consumer: { ...consumer, callbackUrl } });
    await assert.rejects(flow.run([]));
    assert.match(pages.join(), /No callback uri defined/);
    assert.deepEqual(failures, [{ kind: 'cancelled', hasOpenedBrowser: true }]);
  });

  it('never uses a code twice: the same address opened again is ignored', async () => {
    const { flow, locations, handler, strays } = createEditor();
    await flow.run([]);
    const { total } = await bitbucket.admin.readRequests();
    handler.handleUri(vscode.Uri.parse(locations[0] ?? ''));
    assert.equal((await bitbucket.admin.readRequests()).total, total);
    assert.deepEqual(strays, []);
  });

  it('calls a code that somebody else used before refused', async () => {
    const { flow, tokenEndpoint, locations } = createEditor();
    await flow.run([]);
    const code = new URL(locations[0] ?? '').searchParams.get('code') ?? '';
    const again = { code, codeVerifier: 'x'.repeat(43), redirectUri: editorAddress };
    await assert.rejects(
      tokenEndpoint.exchangeCode(bitbucket.emulator.oauthUrl, bitbucket.emulator.consumer, again),
      (error) => AuthError.is(error, 'grantRefused'),
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

  it('ends in the window that asked when the browser comes back to another one, and leaves nothing else', async () => {
    const secrets = new MemorySecrets();
    const other = createEditor({ secrets });
    const asking = createEditor({
      secrets,
      arrive: (location) => {
        other.handler.handleUri(vscode.Uri.parse(location));
        // Replayed at once, to both.
        other.handler.handleUri(vscode.Uri.parse(location));
      },
    });
    const session = await asking.flow.run([]);
    assert.equal(session.account.label, 'Anna Schmidt');
    assert.deepEqual(
      (await other.sessions.getSessions()).map(({ id }) => id),
      [session.id],
    );
    for (const { sessions } of [asking, other]) {
      const token = await sessions.tokenSource(session.account.id).getAccessToken();
      assert.equal((await readUser(token)).status, 200);
    }
    asking.handler.handleUri(vscode.Uri.parse(asking.locations[0] ?? ''));
    assert.doesNotMatch([...secrets.content.values()].join(), /verifier/);
    assert.deepEqual([asking.failures, other.failures], [[], []]);
  });

  it('takes an API token that works everywhere, and ends its session when Atlassian has revoked it', async () => {
    const token = await bitbucket.admin.mintApiToken('anna', ['account', 'repository:write']);
    const { flow, sessions, secrets } = createEditor({ apiToken: { email: 'anna.schmidt@example.com', token } });
    const { account } = await flow.run([], { way: 'apiToken' });
    const source = sessions.tokenSource(account.id);
    const credential = await source.getAccessToken();
    const answer = await fetch(`${bitbucket.emulator.apiUrl}/user`, { headers: { authorization: credential } });
    assert.deepEqual([answer.status, answer.headers.get('x-credential-type')], [200, 'apitoken']);
    assert.equal(secrets.content.size > 0, true);
    assert.equal(await source.renewAccessToken(credential), credential);
    await bitbucket.admin.addFault({ path: '/user$', count: 9, effect: { kind: 'json', status: 401, body: {} } });
    await bitbucket.admin.resetRequests();
    const refused = await Promise.allSettled(Array.from({ length: 20 }, () => source.renewAccessToken(credential)));
    assert.ok(refused.every((it) => it.status === 'rejected' && AuthError.is(it.reason, 'sessionEnded')));
    assert.equal((await bitbucket.admin.readRequests()).total, 1);
    assert.deepEqual(
      (await sessions.getSessions()).map(({ hasEnded }) => hasEnded),
      [true],
    );
  });

  it('keeps no API token that is unknown, or may only read', async () => {
    const reading = await bitbucket.admin.mintApiToken('anna', ['account', 'repository']);
    for (const [token, kind] of [
      ['ATATT-unknown', 'apiTokenRefused'],
      [reading, 'apiTokenLacksPermissions'],
    ] as const) {
      const { flow, failures, secrets } = createEditor({ apiToken: { email: 'anna.schmidt@example.com', token } });
      await assert.rejects(flow.run([], { way: 'apiToken' }));
      assert.deepEqual([failures.map((it) => it.kind), secrets.content.size], [[kind], 0]);
    }
  });

  it('calls a page instead of JSON what it is, and a lost connection unreachable', async () => {
    for (const [effect, expected] of [
      [{ kind: 'htmlInsteadOfJson' }, 'notBitbucket'],
      [{ kind: 'truncatedJson' }, 'notBitbucket'],
      [{ kind: 'htmlError', status: 502 }, 'unreachable'],
      [{ kind: 'rateLimit' }, 'rateLimited'],
      [{ kind: 'resetBeforeAnswer' }, 'unreachable'],
      [{ kind: 'resetInBody' }, 'unreachable'],
    ] as const) {
      await bitbucket.admin.clearFaults();
      await bitbucket.admin.addFault({ path: '/access_token', effect });
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
    await bitbucket.admin.expireAccessTokens('anna');
    assert.equal((await readUser(refused)).status, 401);
    await bitbucket.admin.resetRequests();
    const tokens = new Set(await Promise.all(Array.from({ length: 50 }, () => source.renewAccessToken(refused))));
    const { requests } = await bitbucket.admin.readRequests();
    assert.deepEqual([tokens.size, requests.filter(({ path }) => path.endsWith('/access_token')).length], [1, 1]);
    for (const token of tokens) assert.equal((await readUser(token)).status, 200);
  });

  it('waits out a limit on renewals once for fifty requests, and loses nobody', async () => {
    const { flow, sessions, changes } = createEditor();
    const { account } = await flow.run([]);
    const source = sessions.tokenSource(account.id);
    const refused = await source.getAccessToken();
    await bitbucket.admin.expireAccessTokens('anna');
    await bitbucket.admin.addFault({
      path: '/site/oauth2/access_token',
      effect: { kind: 'rateLimit', retryAfter: '1', body: 'text' },
    });
    await bitbucket.admin.resetRequests();
    const startMs = Date.now();
    const tokens = new Set(await Promise.all(Array.from({ length: 50 }, () => source.renewAccessToken(refused))));
    assert.ok(Date.now() - startMs >= 1000);
    const { requests } = await bitbucket.admin.readRequests();
    assert.deepEqual([tokens.size, requests.filter(({ path }) => path.endsWith('/access_token')).length], [1, 2]);
    for (const token of tokens) assert.equal((await readUser(token)).status, 200);
    assert.ok(changes.every(({ removed, changed }) => removed.length === 0 && changed.every((it) => !it.hasEnded)));
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
    await bitbucket.admin.revokeGrants('ben');
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
    for (const secret of [...hidden, bitbucket.emulator.consumer.secret]) {
      assert.ok(secret.length > 10 && !text.includes(secret));
    }
  });
});
