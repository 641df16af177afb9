import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SealedFiles, type SealingKey } from '../../../src/node/sealedFiles';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';
import { waitUntil } from '../../support/waitUntil';
import { RecordingLog } from '../auth/recordingLog';

const key: SealingKey = { id: 'key-1', bytes: new Uint8Array(32).fill(1) };
const otherKey: SealingKey = { id: 'key-2', bytes: new Uint8Array(32).fill(2) };

describe('SealedFiles', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  let log: RecordingLog;
  const open: SealedFiles[] = [];
  const time = { nowMs: Date.parse('2026-11-23T12:00:00Z') };
  const clock = { now: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) };

  beforeEach(() => {
    temporary = createTemporaryFolder('sealed');
    folder = join(temporary.path, 'sealed');
    log = new RecordingLog();
  });
  afterEach(() => {
    for (const files of open.splice(0)) files.dispose();
    temporary.remove();
  });

  const create = () => {
    const files = new SealedFiles({ folder, clock, log });
    open.push(files);
    return files;
  };
  const pathOf = (name: string, keyId = key.id) => join(folder, `${encodeURIComponent(name)}.${keyId}.sealed`);

  it('gives back in one window what another one wrote', async () => {
    await create().write('maia.session.a', 'tokens', key);
    assert.deepEqual(await create().read('maia.session.a', key), { text: 'tokens' });
    assert.equal(await create().read('maia.session.b', key), undefined);
  });

  it('shows nothing of it on the disk, to nobody but the owner, and never the same bytes twice', async () => {
    const secret = 'a refresh token that nobody should read';
    await create().write('a', secret, key);
    await create().write('b', secret, key);
    const [a, b] = [readFileSync(pathOf('a'), 'utf8'), readFileSync(pathOf('b'), 'utf8')];
    for (const text of [a, b]) {
      assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('base64').slice(4, 20)));
      assert.ok(!text.includes(Buffer.from(key.bytes).toString('base64')));
    }
    assert.notEqual((JSON.parse(a) as { nonce: string }).nonce, (JSON.parse(b) as { nonce: string }).nonce);
    if (process.platform !== 'win32') {
      assert.deepEqual([statSync(pathOf('a')).mode & 0o777, statSync(folder).mode & 0o777], [0o600, 0o700]);
    }
    assert.deepEqual(readdirSync(folder).sort(), ['a.key-1.sealed', 'b.key-1.sealed']);
  });

  it('takes no file for another’s', async () => {
    const files = create();
    await files.write('anna', 'tokens of anna', key);
    copyFileSync(pathOf('anna'), pathOf('ben'));
    assert.equal(await files.read('ben', key), undefined);
    assert.equal(log.lines.length, 1);
  });

  it('opens nothing with another key, even one that goes by the same name', async () => {
    await create().write('a', 'tokens', key);
    assert.equal(await create().read('a', otherKey), undefined);
    assert.equal(await create().read('a', { ...otherKey, id: key.id }), undefined);
  });

  it('opens nothing that was changed in any place, and never throws', async () => {
    await create().write('a', 'tokens', key);
    const written = readFileSync(pathOf('a'));
    await fc.assert(
      fc.asyncProperty(fc.nat(written.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(written);
        changed[at] = (changed[at] ?? 0) ^ change;
        writeFileSync(pathOf('a'), changed);
        const found = await create().read('a', key);
        // Bits of the encoding that mean nothing may change; what is read is what was written, or nothing.
        assert.ok(found === undefined || found.text === 'tokens');
      }),
    );
    for (const text of ['', 'null', '[]', '{}', '{"keyId":"key-1","nonce":"","sealed":""}']) {
      writeFileSync(pathOf('a'), text);
      assert.equal(await create().read('a', key), undefined);
    }
  });

  it('notices an older file that was put back, and goes on with the newer one', async () => {
    const files = create();
    await files.write('a', 'old', key);
    const old = readFileSync(pathOf('a'));
    await files.write('a', 'new', key);
    writeFileSync(pathOf('a'), old);
    assert.deepEqual(await files.read('a', key), { text: 'new' });
    assert.deepEqual(log.lines.length, 1);
    await files.write('a', 'newest', key);
    assert.deepEqual(await create().read('a', key), { text: 'newest' });
  });

  it('takes what is written after a removal for newer, in a window that slept through both', async () => {
    const asleep = create();
    for (const text of ['1', '2', '3']) await asleep.write('a', text, key);
    const awake = create();
    await awake.remove('a', key.id);
    time.nowMs += 1000;
    await awake.write('a', 'signed in again', key);
    assert.deepEqual(await asleep.read('a', key), { text: 'signed in again' });
    await asleep.write('a', 'renewed', key);
    assert.deepEqual([await create().read('a', key), log.lines], [{ text: 'renewed' }, []]);
  });

  it('goes on with what it has seen when the file was damaged, and forgets what was removed', async () => {
    const files = create();
    await files.write('a', 'tokens', key);
    const text = readFileSync(pathOf('a'), 'utf8');
    writeFileSync(pathOf('a'), text.replace(/"sealed":"..../, '"sealed":"AAAA'));
    assert.deepEqual(await files.read('a', key), { text: 'tokens' });
    await create().remove('a', key.id);
    assert.equal(await files.read('a', key), undefined);
  });

  for (const [title, damage] of [
    ['cut off', (text: string) => text.slice(0, 40)],
    ['emptied', () => ''],
    ['overwritten with zeros', (text: string) => '\0'.repeat(text.length)],
    ['made something else', () => '{"version":1}'],
  ] as const) {
    it(`says so of a file that was ${title}, reads nothing from it, and writes in its place`, async () => {
      await create().write('a', 'tokens', key);
      writeFileSync(pathOf('a'), damage(readFileSync(pathOf('a'), 'utf8')));
      const files = create();
      assert.equal(await files.read('a', key), undefined);
      assert.match(log.lines.join(), /was damaged or changed by others/);
      await files.write('a', 'new tokens', key);
      assert.deepEqual(await create().read('a', key), { text: 'new tokens' });
    });
  }

  it('remembers that something was removed where that was to be kept', async () => {
    await create().write('a', undefined, key);
    assert.deepEqual(await create().read('a', key), { text: undefined });
  });

  it('keeps what belongs to other keys beside it', async () => {
    await create().write('a', 'of one browser', key);
    await create().write('a', 'of another one', otherKey);
    assert.deepEqual(await create().read('a', key), { text: 'of one browser' });
    await create().remove('a', key.id);
    assert.deepEqual(await create().read('a', otherKey), { text: 'of another one' });
    assert.deepEqual(log.lines, []);
  });

  it('clears away what only a lost key could open', async () => {
    const files = create();
    assert.equal(await files.hasAny(), false);
    await files.write('a', 'of the old key', key);
    await files.write('b', 'of the new key', otherKey);
    writeFileSync(join(folder, '%.sealed'), '');
    assert.equal(await files.hasAny(), true);
    await files.removeExcept(new Set([otherKey.id]));
    assert.deepEqual([existsSync(pathOf('a')), existsSync(pathOf('b', otherKey.id))], [false, true]);
  });

  it('tells a window what another one wrote and removed', async () => {
    const heard: string[] = [];
    await create().startWatching((name) => heard.push(name));
    const other = create();
    await other.write('maia.session.a', 'tokens', key);
    await waitUntil(() => heard.includes('maia.session.a'));
    heard.length = 0;
    await other.remove('maia.session.a', key.id);
    await waitUntil(() => heard.includes('maia.session.a'));
    assert.deepEqual([...new Set(heard)], ['maia.session.a']);
  });
});
