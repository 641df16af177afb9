import assert from 'node:assert/strict';
import { AuthError } from '../../../src/auth/authError';
import { defaultEndpoints } from '../../../src/auth/endpoints';
import { readScopes } from '../../../src/auth/scopes';
import { createHarness, grantAnswer, settle, storedSession, summarize } from './sessionsHarness';

const ben = storedSession({
  id: 's2',
  account: { id: '{ben}', label: 'Ben Okafor' },
  scopes: ['account', 'repository'],
});
const elsewhere = { ...defaultEndpoints, apiUrl: 'https://api.elsewhere.example/2.0' };
const failsAs = (kind: string) => (error: unknown) => AuthError.is(error) && error.failure.kind === kind;

describe('Sessions', () => {
  it('reads nothing before it is asked, and then once', async () => {
    const { sessions, store } = createHarness();
    await settle();
    assert.equal(store.reads, 0);
    await Promise.all([
      sessions.getSessions(),
      sessions.getSessions(),
      sessions.tokenSource('{anna}').getAccessToken(),
    ]);
    assert.equal(store.reads, 1);
  });

  const questions: readonly [scopes: string | undefined, accountId: string | undefined, expected: string][] = [
    [undefined, undefined, 's1 s2'],
    ['', undefined, 's1 s2'],
    ['account', undefined, 's1 s2'],
    ['repository', undefined, 's1 s2'],
    ['repository:write', undefined, 's1'],
    ['repository:write account', '{ben}', ''],
    [undefined, '{ben}', 's2'],
    ['email', '{anna}', 's1'],
    ['pipeline', undefined, ''],
    [undefined, '{nobody}', ''],
  ];
  for (const [scopes, accountId, expected] of questions) {
    it(`for scopes ${String(scopes)} and account ${String(accountId)} finds "${expected}", silently`, async () => {
      const { sessions, requests } = createHarness({ stored: [storedSession(), ben] });
      const found = await sessions.getSessions(scopes === undefined ? undefined : readScopes(scopes), accountId);
      assert.equal(found.map(({ id }) => id).join(' '), expected);
      assert.deepEqual(requests, []);
    });
  }

  it('never gives a token in a session', async () => {
    const { sessions } = createHarness();
    assert.doesNotMatch(JSON.stringify(await sessions.getSessions()), /access-1|refresh-1/);
  });

  it('replaces the session of an account that signs in again, under the same id', async () => {
    const { sessions, store, changes } = createHarness({ stored: [storedSession(), ben] });
    await sessions.getSessions();
    const grant = { tokens: { accessToken: 'a', refreshToken: 'r', receivedAt: 0, expiresAt: 1 }, scopes: ['account'] };
    const { id } = await sessions.add({ id: '{anna}', label: 'Anna S.' }, grant, {
      endpoints: defaultEndpoints,
      consumerKey: 'consumer-1',
    });
    await settle();
    assert.equal(id, 's1');
    assert.deepEqual(summarize(changes), ['~s1']);
    assert.deepEqual(store.content.map((it) => `${it.id} ${it.account.label}`).sort(), ['s1 Anna S.', 's2 Ben Okafor']);
  });

  it('adds further accounts, and tells once', async () => {
    const { sessions, changes } = createHarness();
    await sessions.getSessions();
    const grant = { tokens: { accessToken: 'a', refreshToken: 'r', receivedAt: 0, expiresAt: 1 }, scopes: ['account'] };
    const added = await sessions.add(ben.account, grant, { endpoints: defaultEndpoints, consumerKey: 'consumer-1' });
    await settle();
    assert.deepEqual(summarize(changes), [`+${added.id}`]);
    assert.equal((await sessions.getSessions()).length, 2);
  });

  it('keeps a sign-in that was cancelled before it was written from being stored, and what was there as it was', async () => {
    const { sessions, store, changes } = createHarness({ stored: [storedSession()] });
    const grant = { tokens: { accessToken: 'a', refreshToken: 'r', receivedAt: 0, expiresAt: 1 }, scopes: ['account'] };
    const controller = new AbortController();
    const reason = new Error('cancelled');
    store.beforeWrite = () => {
      controller.abort(reason);
      return Promise.resolve();
    };
    const binding = { endpoints: defaultEndpoints, consumerKey: 'consumer-1' };
    await assert.rejects(sessions.add(storedSession().account, grant, binding, controller.signal), reason);
    assert.deepEqual([store.content, changes], [[storedSession()], []]);
  });

  it('signs out, asks Bitbucket to revoke, and does not mind when that fails', async () => {
    const { sessions, store, requests, changes } = createHarness();
    await sessions.getSessions();
    await sessions.remove('s1');
    await sessions.remove('unknown');
    await settle();
    assert.deepEqual(store.content, []);
    assert.deepEqual(summarize(changes), ['-s1']);
    assert.deepEqual(
      requests.map(({ url, form }) => ({ url, form })),
      [{ url: 'https://bitbucket.org/site/oauth2/revoke', form: { token: 'refresh-1' } }],
    );
  });

  it('tells every window precisely what another one did', async () => {
    const first = createHarness({ stored: [storedSession(), ben] });
    const second = createHarness({ store: first.store });
    await second.sessions.getSessions();
    await first.sessions.remove('s2');
    await settle();
    assert.deepEqual(summarize(second.changes), ['-s2']);
    await first.sessions.remove('s1');
    await settle();
    assert.deepEqual(summarize(second.changes), ['-s2', '-s1']);
    await assert.rejects(second.sessions.tokenSource('{anna}').getAccessToken(), failsAs('signedOut'));
  });

  it('keeps sessions of other endpoints, but neither shows them nor gives their tokens away', async () => {
    const { sessions, store, changes, changeSettings } = createHarness();
    await sessions.getSessions();
    changeSettings({ endpoints: elsewhere });
    await settle();
    assert.deepEqual(await sessions.getSessions(), []);
    await assert.rejects(sessions.tokenSource('{anna}').getAccessToken(), failsAs('signedOut'));
    changeSettings({ endpoints: undefined });
    assert.deepEqual(await sessions.getSessions(), []);
    changeSettings({ endpoints: defaultEndpoints });
    await settle();
    assert.equal((await sessions.getSessions()).length, 1);
    assert.deepEqual(summarize(changes), ['-s1', '+s1']);
    assert.equal(store.content.length, 1);
  });

  it('gives a source made for one server never the token of another, however the settings change', async () => {
    const there = storedSession({ id: 's3', endpoints: elsewhere });
    const theirTokens = { accessToken: 'their-access', refreshToken: 'their-refresh', receivedAt: 0, expiresAt: 9e15 };
    const { sessions, changeSettings } = createHarness({
      stored: [storedSession(), { ...there, tokens: theirTokens }],
    });
    const source = sessions.tokenSource('{anna}');
    changeSettings({ endpoints: elsewhere });
    assert.equal(await source.getAccessToken(), 'access-1');
    assert.equal(await sessions.tokenSource('{anna}').getAccessToken(), 'their-access');
  });

  it('keeps sessions of another consumer, but does not use them', async () => {
    const { sessions, changeSettings, store } = createHarness();
    changeSettings({ consumers: [{ key: 'other', secret: 's', callbackUrl: 'x://y' }] });
    assert.deepEqual(await sessions.getSessions(), []);
    const grant = { tokens: { accessToken: 'a', refreshToken: 'r', receivedAt: 0, expiresAt: 1 }, scopes: ['account'] };
    await sessions.add({ id: '{anna}', label: 'Anna' }, grant, { endpoints: defaultEndpoints, consumerKey: 'other' });
    assert.deepEqual(store.content.map(({ consumerKey }) => consumerKey).sort(), ['consumer-1', 'other']);
  });

  it('tells a session that is stored no more from one that waits for its settings', async () => {
    const { sessions, changes, changeSettings, settings } = createHarness();
    await sessions.getSessions();
    const { endpoints, consumers } = settings;
    changeSettings({ consumers: [] });
    await settle();
    changeSettings({ consumers });
    await settle();
    changeSettings({ endpoints: { ...defaultEndpoints, webUrl: 'https://bitbucket.example' } });
    await settle();
    changeSettings({ endpoints });
    await settle();
    await sessions.remove('s1');
    const ids = changes.map(({ removed, signedOut }) => [removed, signedOut].map((them) => them.map(({ id }) => id)));
    assert.deepEqual(ids, [
      [['s1'], []],
      [[], []],
      [['s1'], []],
      [[], []],
      [['s1'], ['s1']],
    ]);
  });

  it('says nothing more after it was disposed', async () => {
    const { sessions, changes, store } = createHarness({ answer: () => grantAnswer(2) });
    await sessions.getSessions();
    sessions.dispose();
    await store.update(() => []);
    await settle();
    assert.deepEqual(changes, []);
  });
});
