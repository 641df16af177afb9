import assert from 'node:assert/strict';
import { SecretStorageSessionStore } from '../../../../src/vscode/auth/secretStorageSessionStore';
import { RecordingLog } from '../../auth/recordingLog';
import { storedSession } from '../../auth/sessionsHarness';
import { MemorySecrets } from './memorySecrets';

function createHarness(content?: string) {
  const secrets = new MemorySecrets();
  if (content !== undefined) secrets.content.set('maia.sessions', content);
  const log = new RecordingLog();
  const store = new SecretStorageSessionStore(secrets, log);
  let changes = 0;
  store.onDidChange(() => changes++);
  return { secrets, log, store, countChanges: () => changes };
}

describe('SecretStorageSessionStore', () => {
  it('gives back in one window what another one stored, and tells it', async () => {
    const { secrets, store, countChanges } = createHarness();
    const other = new SecretStorageSessionStore(secrets, new RecordingLog());
    await other.update(() => [storedSession()]);
    assert.deepEqual(await store.read(), [storedSession()]);
    assert.equal(countChanges(), 1);
  });

  it('loses none of many changes that are made at the same time', async () => {
    const { store } = createHarness();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.update((stored) => [...stored, storedSession({ id: `s${index}` })]),
      ),
    );
    assert.equal((await store.read()).length, 20);
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

  it('writes a damaged entry back as it was', async () => {
    const damaged = { id: 'from the future', tokens: 'sealed' };
    const { secrets, store } = createHarness(JSON.stringify({ version: 1, sessions: [damaged, storedSession()] }));
    await store.update((stored) => stored.filter(({ id }) => id !== 's1'));
    assert.deepEqual(JSON.parse(secrets.content.get('maia.sessions') ?? ''), { version: 1, sessions: [damaged] });
  });

  it('is not interested in other secrets', async () => {
    const { secrets, countChanges } = createHarness();
    await secrets.store('maia.consumer', 'x');
    assert.equal(countChanges(), 0);
  });
});
