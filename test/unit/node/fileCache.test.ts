import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FileCache } from '../../../src/node/fileCache';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const dayMs = 24 * 60 * 60 * 1000;

describe('FileCache', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  let warnings: string[];

  beforeEach(() => {
    temporary = createTemporaryFolder('cache');
    folder = join(temporary.path, 'of', 'one account');
    warnings = [];
  });

  afterEach(() => {
    temporary.remove();
  });

  const createCache = (limits: { maxBytes?: number; maxAgeMs?: number } = {}) =>
    new FileCache({ folder, log: { warn: (message) => warnings.push(message) }, ...limits });

  const files = () => readdirSync(folder).map((name) => join(folder, name));

  const makeOld = (path: string, ageMs: number) => {
    const time = new Date(Date.now() - ageMs);
    utimesSync(path, time, time);
  };

  /** Writes entries of 100 bytes, the first of them the oldest. */
  async function writeAged(cache: FileCache, keys: readonly string[]): Promise<void> {
    for (const [index, key] of keys.entries()) {
      const before = new Set(existsSync(folder) ? files() : []);
      await cache.write(key, new Uint8Array(100));
      const [written] = files().filter((path) => !before.has(path));
      assert.ok(written);
      makeOld(written, (keys.length - index) * 60_000);
    }
  }

  const readKeys = async (cache: FileCache, keys: readonly string[]) => {
    const found = await Promise.all(keys.map((key) => cache.read(key)));
    return keys.filter((_, index) => found[index] !== undefined);
  };

  it('gives back any bytes under any key, to another window too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 }), async (key, bytes) => {
        await createCache().write(key, bytes);
        assert.deepEqual(await createCache().read(key), bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('has nothing under a key that was never written, nor in a folder that is not there', async () => {
    const cache = createCache();
    assert.equal(await cache.read('a'), undefined);
    await cache.write('a', new Uint8Array([1]));
    assert.equal(await cache.read('b'), undefined);
    assert.deepEqual(warnings, []);
  });

  it('replaces what was there', async () => {
    const cache = createCache();
    await cache.write('a', new Uint8Array([1, 2, 3]));
    await cache.write('a', new Uint8Array([4]));
    assert.deepEqual(await cache.read('a'), new Uint8Array([4]));
    assert.equal(files().length, 1);
  });

  it('lets only the user read its files', async function () {
    if (process.platform === 'win32') this.skip();
    await createCache().write('a', new Uint8Array([1]));
    assert.deepEqual(
      files().map((path) => statSync(path).mode & 0o777),
      [0o600],
    );
  });

  const damages: readonly [string, (bytes: Buffer) => Buffer][] = [
    ['cut short', (bytes) => bytes.subarray(0, -1)],
    ['emptied', () => Buffer.alloc(0)],
    [
      'changed in one bit',
      (bytes) => Buffer.from(bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte))),
    ],
    ['longer than it was', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['something else altogether', () => Buffer.from('{"hello": "world", "and": "more than thirty-six bytes"}')],
  ];
  for (const [what, damage] of damages) {
    it(`takes an entry that was ${what} for none`, async () => {
      const cache = createCache();
      await cache.write('a', new TextEncoder().encode('precious'));
      const [path = ''] = files();
      writeFileSync(path, damage(readFileSync(path)));
      assert.equal(await cache.read('a'), undefined);
    });
  }

  it('does not give one entry for another, whatever their files are called', async () => {
    const cache = createCache();
    await cache.write('a', new Uint8Array([1]));
    const [fileOfA = ''] = files();
    await cache.write('b', new Uint8Array([2]));
    const fileOfB = files().find((path) => path !== fileOfA) ?? '';
    writeFileSync(fileOfA, readFileSync(fileOfB));
    assert.equal(await cache.read('a'), undefined);
  });

  it('logs and goes on where it cannot write', async () => {
    writeFileSync(join(temporary.path, 'of'), 'a file where the folder should be');
    const cache = createCache();
    await cache.write('a', new Uint8Array([1]));
    assert.equal(await cache.read('a'), undefined);
    assert.match(warnings[0] ?? '', /not written/);
  });

  it('drops what was not used for long', async () => {
    const cache = createCache({ maxAgeMs: 10 * dayMs });
    await writeAged(cache, ['old', 'used', 'new']);
    const [old = '', used = ''] = files().sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
    makeOld(old, 11 * dayMs);
    makeOld(used, 11 * dayMs);
    await cache.read('used');
    await cache.prune();
    assert.deepEqual(await readKeys(cache, ['old', 'used', 'new']), ['used', 'new']);
  });

  it('drops the least recently used first when it grows too large', async () => {
    const keys = ['1', '2', '3', '4', '5'];
    await writeAged(createCache(), keys);
    const cache = createCache({ maxBytes: 420 });
    await cache.prune();
    assert.deepEqual(await readKeys(cache, keys), ['3', '4', '5']);
  });

  it('prunes by itself once enough was written', async () => {
    const cache = createCache({ maxBytes: 2000 });
    for (let index = 0; index < 100; index++) await cache.write(String(index), new Uint8Array(100));
    const total = files().reduce((sum, path) => sum + statSync(path).size, 0);
    // A tenth more than allowed may gather between two prunings, and what one entry takes beside its bytes.
    assert.ok(total <= 2000 * 1.1 + 3 * 140, `${total} bytes`);
    assert.notEqual(await cache.read('99'), undefined);
  });

  it('removes what an interrupted write left behind, but not what is being written', async () => {
    const cache = createCache();
    await cache.write('a', new Uint8Array([1]));
    const [left, fresh] = [join(folder, 'abc.123'), join(folder, 'def.456')];
    for (const path of [left, fresh]) writeFileSync(path, 'half');
    makeOld(left, 2 * dayMs);
    await cache.prune();
    assert.deepEqual([existsSync(left), existsSync(fresh)], [false, true]);
    assert.notEqual(await cache.read('a'), undefined);
  });
});
