import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AuthError } from '../../../../src/auth/authError';
import { createWindowSecrets, type WindowSecrets } from '../../../../src/vscode/auth/createWindowSecrets';
import { SecretStorageSessionStore } from '../../../../src/vscode/auth/secretStorageSessionStore';
import { createTemporaryFolder, type TemporaryFolder } from '../../../support/temporaryFolder';
import { waitUntil } from '../../../support/waitUntil';
import { RecordingLog } from '../../auth/recordingLog';
import { storedSession } from '../../auth/sessionsHarness';
import { MemorySecrets } from './memorySecrets';

const hourMs = 60 * 60_000;

/** A web workbench's browser: a window reads all secrets when it starts, and replaces all of them when it writes. */
class Browser {
  readonly storage = new Map<string, string>();

  openWindow(): MemorySecrets {
    const secrets = new MemorySecrets();
    for (const [key, value] of this.storage) secrets.content.set(key, value);
    secrets.onDidChange(() => {
      this.storage.clear();
      for (const [key, value] of secrets.content) this.storage.set(key, value);
    });
    return secrets;
  }
}

const needsReload = (error: unknown) => AuthError.is(error, 'reloadNeeded');

describe('secrets in the web workbench', () => {
  let folder: TemporaryFolder;
  let browser: Browser;
  const time = { nowMs: Date.parse('2026-11-23T12:00:00Z') };
  const clock = { now: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) };
  const open: WindowSecrets[] = [];

  beforeEach(() => {
    folder = createTemporaryFolder('web');
    browser = new Browser();
  });
  afterEach(() => {
    for (const window of open.splice(0)) window.dispose();
    folder.remove();
  });

  function openWindow({ startedAt = time.nowMs, own = browser.openWindow() } = {}) {
    const troubles: string[] = [];
    const log = new RecordingLog();
    const window = createWindowSecrets({
      isWeb: true,
      secrets: own,
      storageFolder: folder.path,
      startedAt,
      clock,
      log,
      onTrouble: (trouble) => troubles.push(trouble),
    });
    open.push(window);
    return { ...window, troubles, log, own, store: new SecretStorageSessionStore(window.secrets, log, window.lock) };
  }

  it('reach the windows that are opened later, and the browser keeps nothing but a key', async () => {
    await openWindow().store.update(() => [storedSession()]);
    assert.deepEqual(await openWindow().store.read(), [storedSession()]);
    assert.deepEqual([...browser.storage.keys()], ['maia.sealingKey']);
    assert.ok(!JSON.stringify([...browser.storage]).includes('refresh-1'));
    const files = readdirSync(join(folder.path, 'sealed')).map((it) =>
      readFileSync(join(folder.path, 'sealed', it), 'utf8'),
    );
    assert.ok(files.length >= 3);
    assert.ok(!/refresh-1|access-1|Anna/.test(files.join()));
  });

  it('are heard of in windows that are open', async () => {
    const first = openWindow();
    await first.secrets.store('maia.consumer', 'a');
    const second = openWindow();
    const heard: string[] = [];
    second.secrets.onDidChange(({ key }) => heard.push(key));
    await second.secrets.get('maia.consumer');
    await first.secrets.store('maia.consumer', 'b');
    await waitUntil(() => heard.includes('maia.consumer'));
    assert.equal(await second.secrets.get('maia.consumer'), 'b');
  });

  it('write the key once, however many windows begin at the same moment', async () => {
    const windows = [openWindow(), openWindow(), openWindow()];
    const outcomes = await Promise.allSettled(windows.map((it, at) => it.secrets.store(`secret-${at}`, 'x')));
    // The other two cannot see the key any more; they were opened before it was made.
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(windows.filter(({ own }) => own.content.size > 0).length, 1);
  });

  it('stay what they are while an older window is open: it writes none and says that it must be reloaded', async () => {
    const older = openWindow();
    assert.equal(await older.secrets.get('maia.sessions'), undefined);
    await openWindow().store.update(() => [storedSession()]);
    assert.deepEqual(await older.store.read(), []);
    await older.secrets.get('maia.sessions');
    await older.secrets.get('maia.consumer');
    assert.deepEqual(older.troubles, ['reload']);
    assert.equal(await older.needsReload(), true);
    await assert.rejects(async () => older.secrets.store('maia.consumer', 'x'), needsReload);
    await assert.rejects(
      older.store.update((stored) => [...stored, storedSession({ id: 's2' })]),
      needsReload,
    );
    assert.deepEqual([...browser.storage.keys()], ['maia.sealingKey']);
    const reloaded = openWindow();
    assert.deepEqual(await reloaded.store.read(), [storedSession()]);
    assert.deepEqual(reloaded.troubles, []);
  });

  it('cost one question when the browser has lost the key, and are replaced by a new sign-in', async () => {
    await openWindow().store.update(() => [storedSession()]);
    browser.storage.clear();
    const window = openWindow({ startedAt: time.nowMs + hourMs });
    assert.deepEqual(await window.store.read(), []);
    await window.secrets.get('maia.consumer');
    assert.deepEqual(window.troubles, ['lost']);
    await window.store.update(() => [storedSession({ id: 'again' })]);
    const [again] = await openWindow({ startedAt: time.nowMs + hourMs }).store.read();
    assert.equal(again?.id, 'again');
    // The lost key may be another browser's: what it opens stays until eight others came after it.
    assert.equal(readdirSync(join(folder.path, 'sealed')).filter((it) => it.startsWith('maia.session.')).length, 2);
  });

  it('belong to one browser: with another one somebody signs in as well, and neither takes it from the other', async () => {
    const other = new Browser();
    const openOther = () => openWindow({ startedAt: time.nowMs + hourMs, own: other.openWindow() });
    const first = openWindow();
    await first.store.update(() => [storedSession()]);
    const second = openOther();
    assert.deepEqual([await second.store.read(), second.troubles], [[], ['lost']]);
    assert.equal(await second.needsReload(), false);
    await second.store.update(() => [storedSession({ id: 'elsewhere' })]);
    assert.deepEqual([await first.store.read(), first.troubles], [[storedSession()], []]);
    await first.store.update((stored) => stored.map((it) => ({ ...it, scopes: [] })));
    assert.deepEqual((await openWindow().store.read())[0]?.scopes, []);
    assert.deepEqual((await openOther().store.read())[0]?.id, 'elsewhere');
    await second.store.update(() => []);
    assert.equal((await openWindow().store.read()).length, 1);
  });

  it('go from the disk when so many browsers came after that the key was not used for longest', async () => {
    await openWindow().store.update(() => [storedSession()]);
    const used = new Browser();
    await openWindow({ startedAt: time.nowMs + hourMs, own: used.openWindow() }).store.update(() => [storedSession()]);
    const beganMs = time.nowMs;
    for (let day = 1; day <= 7; day++) {
      time.nowMs += 24 * hourMs;
      await openWindow({ own: new Browser().openWindow() }).store.update(() => [storedSession()]);
      await openWindow({ own: used.openWindow() }).store.update((stored) =>
        stored.map((it) => ({ ...it, scopes: [] })),
      );
    }
    assert.deepEqual((await openWindow({ own: used.openWindow() }).store.read())[0]?.scopes, []);
    assert.deepEqual(await openWindow().store.read(), []);
    assert.equal(readdirSync(join(folder.path, 'sealed')).filter((it) => it.startsWith('maia.session.')).length, 8);
    time.nowMs = beganMs;
  });

  for (const garbage of ['', 'garbage', '{"id":"x","createdAt":1,"key":"short"}', '[]', 'null']) {
    it(`are lost, and no more than that, when the key has become "${garbage}"`, async () => {
      await openWindow().store.update(() => [storedSession()]);
      browser.storage.set('maia.sealingKey', garbage);
      const window = openWindow({ startedAt: time.nowMs + hourMs });
      assert.deepEqual([await window.store.read(), window.troubles], [[], ['lost']]);
    });
  }

  it('are not asked about when nothing is kept', async () => {
    await openWindow().store.update(() => [storedSession()]);
    await openWindow().store.update(() => []);
    browser.storage.clear();
    const window = openWindow({ startedAt: time.nowMs + hourMs });
    assert.deepEqual([await window.store.read(), window.troubles], [[], []]);
  });

  it('go on when the window that made the key was ended before the disk knew of it', async () => {
    await openWindow().store.update(() => [storedSession()]);
    rmSync(join(folder.path, 'sealed', 'key.json'));
    const window = openWindow({ startedAt: time.nowMs + hourMs });
    assert.deepEqual(await window.store.read(), [storedSession()]);
    await window.secrets.store('maia.consumer', 'x');
    assert.ok(readdirSync(join(folder.path, 'sealed')).includes('key.json'));
  });

  it('are taken over from where an earlier version kept them, and do not come back once removed', async () => {
    browser.storage.set('maia.sessions', JSON.stringify({ version: 1, sessions: [storedSession()] }));
    const window = openWindow();
    assert.deepEqual(await window.store.read(), [storedSession()]);
    await window.store.update((stored) => stored.map((it) => ({ ...it, scopes: [] })));
    assert.deepEqual((await openWindow().store.read())[0]?.scopes, []);
    await openWindow().store.update(() => []);
    assert.deepEqual(await openWindow().store.read(), []);
  });

  it('need no folder before the first of them, and no key', async () => {
    const window = openWindow();
    assert.equal(await window.secrets.get('maia.sessions'), undefined);
    assert.deepEqual([window.troubles, await window.needsReload(), browser.storage.size], [[], false, 0]);
  });
});
