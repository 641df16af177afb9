import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type ConsumerDetails, type TokenAnswer } from '../../emulator/admin/adminProtocol';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { answerConsent } from '../../emulator/scriptedConsent';

const minuteMs = 60_000;
const wrongClient = { error: 'unauthorized_client', error_description: 'Invalid OAuth client credentials' };
const wrongCode = { error: 'invalid_grant', error_description: 'The specified code is not valid.' };

describe('signing in at the emulator', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  let consumer: ConsumerDetails;

  before(async () => {
    emulator = await startEmulator();
    admin = new EmulatorAdmin(emulator.adminUrl);
    consumer = emulator.consumer;
  });

  after(() => emulator.stop());

  function authorizeUrl(more: Record<string, string> = {}): string {
    const query = new URLSearchParams({ client_id: consumer.key, response_type: 'code', state: 'mine', ...more });
    return `${emulator.oauthUrl}/authorize?${query.toString()}`;
  }

  async function fetchCode(more: Record<string, string> = {}): Promise<string> {
    const back = await answerConsent(authorizeUrl(more), { user: 'anna' });
    return back.searchParams.get('code') ?? '';
  }

  async function post(endpoint: string, form: Record<string, string>, { key, secret } = consumer) {
    const response = await fetch(`${emulator.oauthUrl}/${endpoint}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: await response.json() };
  }

  const exchange = (form: Record<string, string>, by = consumer) =>
    post('access_token', { grant_type: 'authorization_code', ...form }, by);

  async function signIn(): Promise<TokenAnswer> {
    const { status, body } = await exchange({ code: await fetchCode() });
    assert.equal(status, 200);
    return body as TokenAnswer;
  }

  const refresh = (token: string) => post('access_token', { grant_type: 'refresh_token', refresh_token: token });

  async function statusOfUser(token: string): Promise<number> {
    const response = await fetch(`${emulator.apiUrl}/user`, { headers: { Authorization: `Bearer ${token}` } });
    await response.arrayBuffer();
    return response.status;
  }

  it('asks for consent every time, with the permissions in words and both ways out', async () => {
    for (let round = 0; round < 2; round += 1) {
      const login = await (await fetch(authorizeUrl())).text();
      assert.match(login, /Anna Schmidt/);
      const id = /authorize\/([\w-]+)\/login/.exec(login)?.[1] ?? '';
      const body = new URLSearchParams({ user: 'anna' });
      const consent = await fetch(`${emulator.oauthUrl}/authorize/${id}/login`, { method: 'POST', body });
      const page = await consent.text();
      for (const text of [
        'Read your account information',
        'Read and modify your repositories',
        'Grant access',
        'Cancel',
      ]) {
        assert.ok(page.includes(text), text);
      }
    }
  });

  it('comes back with the state and a code, and answers it with long tokens and the consumer’s scopes', async () => {
    const back = await answerConsent(authorizeUrl(), { user: 'anna' });
    assert.equal(`${back.protocol}//${back.host}${back.pathname}`, consumer.callbackUrl);
    assert.equal(back.searchParams.get('state'), 'mine');
    const { body } = await exchange({ code: back.searchParams.get('code') ?? '' });
    const { access_token, refresh_token, ...rest } = body as TokenAnswer;
    assert.ok(access_token.length >= 2500 && refresh_token.length >= 2500);
    const expected = {
      scope: 'account repository:write',
      expires_in: 7200,
      token_type: 'bearer',
      state: 'authorization_code',
    };
    assert.deepEqual(rest, expected);
    assert.equal(await statusOfUser(access_token), 200);
  });

  it('can still name the scopes as it did before May 2026', async () => {
    await admin.configure({ tokenScopeField: 'scopes' });
    const tokens = await signIn();
    await admin.configure({ tokenScopeField: 'scope' });
    assert.deepEqual([tokens.scope, tokens.scopes], [undefined, 'account repository:write']);
  });

  it('tells the application when the user cancels', async () => {
    const back = await answerConsent(authorizeUrl(), { user: 'anna', action: 'cancel' });
    assert.equal(back.searchParams.get('error'), 'access_denied');
    assert.equal(back.searchParams.get('state'), 'mine');
    assert.equal(back.searchParams.get('code'), null);
  });

  it('answers a consent page only once', async () => {
    const login = await (await fetch(authorizeUrl())).text();
    const id = /authorize\/([\w-]+)\/login/.exec(login)?.[1] ?? '';
    const send = (path: string, form: Record<string, string>) =>
      fetch(`${emulator.oauthUrl}/authorize/${id}${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
    await send('/login', { user: 'anna' });
    assert.equal((await send('', { action: 'grant' })).status, 302);
    assert.equal((await send('', { action: 'grant' })).status, 400);
  });

  describe('refuses', () => {
    it('a consumer without a callback, in JSON', async () => {
      const { key } = await admin.addConsumer({ callbackUrl: '' });
      const response = await fetch(authorizeUrl({ client_id: key }));
      const error_description = 'No callback uri defined for the OAuth client.';
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), { error: 'invalid_request', error_description });
    });

    it('a redirect that is not registered, with a page', async () => {
      const response = await fetch(authorizeUrl({ redirect_uri: 'https://elsewhere.test/' }));
      assert.equal(response.status, 400);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(await response.text(), /redirect_uri/);
    });

    it('an unknown consumer and the implicit grant', async () => {
      assert.equal((await fetch(authorizeUrl({ client_id: 'nobody' }))).status, 400);
      assert.equal((await fetch(authorizeUrl({ response_type: 'token' }))).status, 400);
    });

    it('a code that was used before', async () => {
      const code = await fetchCode();
      assert.equal((await exchange({ code })).status, 200);
      assert.deepEqual(await exchange({ code }), { status: 400, body: wrongCode });
    });

    it('a code after a minute', async () => {
      const code = await fetchCode();
      await admin.advanceClock(minuteMs);
      assert.deepEqual(await exchange({ code }), { status: 400, body: wrongCode });
    });

    it('a code of another consumer', async () => {
      const other = await admin.addConsumer({ callbackUrl: consumer.callbackUrl });
      assert.deepEqual(await exchange({ code: await fetchCode() }, other), { status: 400, body: wrongCode });
    });

    it('a token request whose redirect differs from the one at the start', async () => {
      const redirect_uri = `${consumer.callbackUrl}?windowId=1`;
      assert.equal((await exchange({ code: await fetchCode({ redirect_uri }) })).status, 400);
      const wrong = `${consumer.callbackUrl}?windowId=2`;
      assert.equal((await exchange({ code: await fetchCode({ redirect_uri }), redirect_uri: wrong })).status, 400);
      assert.equal((await exchange({ code: await fetchCode({ redirect_uri }), redirect_uri })).status, 200);
    });

    it('a PKCE verifier that does not fit, and a missing one', async () => {
      const verifier = 'a'.repeat(43);
      const code_challenge = createHash('sha256').update(verifier).digest('base64url');
      const pkce = { code_challenge, code_challenge_method: 'S256' };
      assert.equal((await exchange({ code: await fetchCode(pkce), code_verifier: 'b'.repeat(43) })).status, 400);
      assert.equal((await exchange({ code: await fetchCode(pkce) })).status, 400);
      assert.equal((await exchange({ code: await fetchCode(pkce), code_verifier: verifier })).status, 200);
    });

    it('a wrong secret, an unknown key and no credentials alike', async () => {
      const code = await fetchCode();
      assert.deepEqual(await exchange({ code }, { ...consumer, secret: 'wrong' }), { status: 400, body: wrongClient });
      assert.deepEqual(await exchange({ code }, { ...consumer, key: 'wrong' }), { status: 400, body: wrongClient });
    });

    it('a JSON body and an unknown grant', async () => {
      const headers = {
        'Content-Type': 'application/json',
        Authorization: `Basic ${Buffer.from(`${consumer.key}:${consumer.secret}`).toString('base64')}`,
      };
      const body = JSON.stringify({ grant_type: 'authorization_code', code: await fetchCode() });
      const response = await fetch(`${emulator.oauthUrl}/access_token`, { method: 'POST', headers, body });
      assert.equal(response.status, 400);
      assert.equal((await post('access_token', { grant_type: 'password' })).status, 400);
    });
  });

  describe('renewing', () => {
    it('gives another refresh token every time and accepts the old one for ten minutes', async () => {
      const first = await signIn();
      const second = await refresh(first.refresh_token);
      assert.equal(second.status, 200);
      assert.notEqual((second.body as TokenAnswer).refresh_token, first.refresh_token);
      await admin.advanceClock(9 * minuteMs);
      assert.equal((await refresh(first.refresh_token)).status, 200);
    });

    it('refuses a refresh token that was rotated away and, for some minutes, the valid one too', async () => {
      const first = await signIn();
      const { body } = await refresh(first.refresh_token);
      await admin.advanceClock(11 * minuteMs);
      assert.deepEqual(await refresh(first.refresh_token), { status: 400, body: wrongClient });
      const current = (body as TokenAnswer).refresh_token;
      assert.equal((await refresh(current)).status, 400);
      await admin.advanceClock(5 * minuteMs);
      assert.equal((await refresh(current)).status, 200);
    });

    it('is needed after two hours, or when a test says so', async () => {
      const { access_token, refresh_token } = await signIn();
      await admin.advanceClock(7200 * 1000);
      assert.equal(await statusOfUser(access_token), 401);
      const renewed = (await refresh(refresh_token)).body as TokenAnswer;
      assert.equal(await statusOfUser(renewed.access_token), 200);
      await admin.expireAccessTokens('ben');
      assert.equal(await statusOfUser(renewed.access_token), 200);
      await admin.expireAccessTokens('anna');
      assert.equal(await statusOfUser(renewed.access_token), 401);
    });

    it('ends with revocation, by the application or by the user', async () => {
      const first = await signIn();
      assert.equal((await post('revoke', { token: first.refresh_token })).status, 200);
      assert.equal(await statusOfUser(first.access_token), 401);
      assert.equal((await refresh(first.refresh_token)).status, 400);
      const second = await signIn();
      await admin.revokeGrants('anna');
      assert.equal(await statusOfUser(second.access_token), 401);
      assert.equal((await refresh(second.refresh_token)).status, 400);
    });
  });
});
