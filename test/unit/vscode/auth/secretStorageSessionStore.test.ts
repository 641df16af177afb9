import assert from 'node:assert/strict';
import { writeStoredSession } from '../../../../src/auth/readStoredSessions';
import type { StoredSession } from '../../../../src/auth/session';
import { toSessionPlace } from '../../../../src/auth/sessionPlace';
import { SecretStorageSessionStore } from '../../../../src/vscode/auth/secretStorageSessionStore';
import { settleDown } from '../../../support/fakeClock';
import { RecordingLog } from '../../auth/recordingLog';
import { storedSession } from '../../auth/sessionsHarness';
import { MemorySecrets } from './memorySecrets';

const sessionOf = (name: string): StoredSession =>
  storedSession({ id: `session of ${name}`, account: { id: `{${name}}`, label: name } });

function createHarness(content?: string) {
  const secrets = new MemorySecrets();
  if (content !== undefined) secrets.content.set('maia.sessions', content);
  const log = new RecordingLog();
  const store = new SecretStorageSessionStore(secrets, log);
  let changes = 0;
  store.onDidChange(() => changes++);
  const openWindow = () => new SecretStorageSessionStore(secrets, new RecordingLog());
  return { secrets, log, store, openWindow, countChanges: () => changes };
}

const idsOf = async (store: SecretStorageSessionStore) => (await store.read()).map(({ id }) => id);

describe('SecretStorageSessionStore', () => {
  it('gives back in one window what another one stored, and tells it', async () => {
    const { store, openWindow, countChanges } = createHarness();
    await openWindow().update(() => [storedSession()]);
    assert.deepEqual(await store.read(), [storedSession()]);
    assert.ok(countChanges() > 0);
  });

  it('loses none of many changes that are made at the same time', async () => {
    const { store } = createHarness();
    const names = Array.from({ length: 20 }, (_, index) => `user ${index}`);
    await Promise.all(names.map((name) => store.update((stored) => [...stored, sessionOf(name)])));
    assert.equal((await store.read()).length, 20);
  });

  it('writes only the secret of the account that changed', async () => {
    const { store, secrets } = createHarness();
    await store.update(() => [sessionOf('anna'), sessionOf('ben')]);
    const written: string[] = [];
    secrets.onDidChange(({ key }) => written.push(key));
    await store.update((stored) => stored.map((it) => (it.account.label === 'ben' ? { ...it, scopes: [] } : it)));
    assert.deepEqual(written, [`maia.session.${await toSessionPlace(sessionOf('ben'))}`]);
  });

  it('keeps both accounts when two windows without a common lock sign in at the same moment', async () => {
    const { store, openWindow, secrets } = createHarness();
    const other = openWindow();
    await Promise.all([
      store.update((stored) => [...stored, sessionOf('anna')]),
      other.update((stored) => [...stored, sessionOf('ben')]),
    ]);
    // The last list that arrives says one of them only, as if the other one had never been there.
    await secrets.store(
      'maia.sessions',
      JSON.stringify({ version: 2, places: [await toSessionPlace(sessionOf('ben'))] }),
    );
    assert.deepEqual((await idsOf(store)).sort(), ['session of anna', 'session of ben']);
    await settleDown();
    // Also for a window that has seen nothing of it, when both of them are closed before anything else changes.
    assert.deepEqual((await idsOf(openWindow())).sort(), ['session of anna', 'session of ben']);
  });

  it('puts nobody back into the list whom another window has signed out', async () => {
    const { store, openWindow, secrets } = createHarness();
    const other = openWindow();
    await store.update(() => [sessionOf('anna'), sessionOf('ben')]);
    const written: string[] = [];
    secrets.onDidChange(({ key }) => written.push(key));
    await other.update((stored) => stored.filter(({ account }) => account.label === 'ben'));
    await settleDown();
    assert.deepEqual(written, [`maia.session.${await toSessionPlace(sessionOf('anna'))}`, 'maia.sessions']);
    assert.deepEqual(await idsOf(openWindow()), ['session of ben']);
    await other.update(() => []);
    await settleDown();
    assert.equal(secrets.content.size, 0);
  });

  it('forgets everywhere who is signed out in one window, and leaves no secret behind', async () => {
    const { store, openWindow, secrets } = createHarness();
    const other = openWindow();
    await store.update(() => [sessionOf('anna'), sessionOf('ben')]);
    await other.update((stored) => stored.filter(({ account }) => account.label === 'ben'));
    assert.deepEqual(await idsOf(store), ['session of ben']);
    await store.update(() => []);
    assert.deepEqual([await idsOf(other), secrets.content.size], [[], 0]);
  });

  it('takes over what an earlier version kept in one secret, one by one with the next change', async () => {
    const sessions = [sessionOf('anna'), sessionOf('ben')];
    const { store, openWindow, secrets } = createHarness(JSON.stringify({ version: 1, sessions }));
    assert.deepEqual(await store.read(), sessions);
    assert.equal(secrets.content.size, 1);
    await store.update((stored) => stored.map((it) => (it.account.label === 'ben' ? { ...it, scopes: [] } : it)));
    assert.equal(secrets.content.size, 3);
    assert.ok(!JSON.stringify(secrets.content.get('maia.sessions')).includes('access-1'));
    assert.deepEqual(await openWindow().read(), [sessionOf('anna'), { ...sessionOf('ben'), scopes: [] }]);
  });

  it('goes on taking over when a window was ended in the middle of it', async () => {
    const renewed = { ...sessionOf('anna'), scopes: ['account'] };
    const { store, secrets } = createHarness(
      JSON.stringify({ version: 1, sessions: [sessionOf('anna'), sessionOf('ben')] }),
    );
    secrets.content.set(`maia.session.${await toSessionPlace(renewed)}`, writeStoredSession(renewed));
    await secrets.store(`maia.session.${await toSessionPlace(renewed)}`, writeStoredSession(renewed));
    assert.deepEqual(await store.read(), [sessionOf('ben'), renewed]);
  });

  it('goes on after a change that failed', async () => {
    const { store } = createHarness();
    const failing = store.update(() => {
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    await store.update(() => [storedSession()]);
    assert.equal((await store.read()).length, 1);
  });

  it('does not write when nothing changed', async () => {
    const { secrets, store, countChanges } = createHarness();
    await store.update((stored) => stored);
    assert.deepEqual([countChanges(), secrets.content.size], [0, 0]);
  });

  for (const garbage of ['not json', '{"version":7,"sessions":{}}', '[]']) {
    it(`ignores ${garbage}, says so without quoting it, and keeps a copy before it is replaced`, async () => {
      const { secrets, store, log } = createHarness(garbage);
      assert.deepEqual(await store.read(), []);
      assert.equal(log.lines.length, 1);
      assert.ok(!log.lines.join().includes(garbage));
      assert.equal(secrets.content.get('maia.sessions'), garbage);
      await store.update((stored) => [...stored, storedSession()]);
      assert.equal(secrets.content.get('maia.sessions.unreadable'), garbage);
      assert.equal((await store.read()).length, 1);
    });
  }

  it('leaves a damaged session where it is, and the others usable', async () => {
    const { secrets, store, log } = createHarness();
    await store.update(() => [sessionOf('anna'), sessionOf('ben')]);
    const damaged = `maia.session.${await toSessionPlace(sessionOf('anna'))}`;
    await secrets.store(damaged, 'from the future');
    assert.deepEqual(await idsOf(store), ['session of ben']);
    assert.equal(log.lines.length, 1);
    await store.update(() => []);
    assert.equal(secrets.content.get(damaged), 'from the future');
  });

  it('is not interested in other secrets', async () => {
    const { secrets, countChanges } = createHarness();
    await secrets.store('maia.consumer', 'x');
    assert.equal(countChanges(), 0);
  });
});
