import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DiskDraftFolder, type DamagedRecord } from '../../../src/node/diskDraftFolder';
import { DiskDraftFolders } from '../../../src/node/diskDraftFolders';
import { DraftStoreError } from '../../../src/repositories/drafts/draftStoreError';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';
import { waitUntil } from '../../support/waitUntil';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail('It should have failed.'),
    (error: unknown) => (DraftStoreError.is(error) ? error.failure.kind : assert.fail(String(error))),
  );

describe('DiskDraftFolder', () => {
  let temporary: TemporaryFolder;
  let warnings: string[];
  const opened: { dispose(): void }[] = [];
  beforeEach(() => {
    temporary = createTemporaryFolder('drafts');
    warnings = [];
  });
  afterEach(() => {
    for (const it of opened.splice(0)) it.dispose();
    temporary.remove();
  });
  const log = { warn: (message: string) => void warnings.push(message) };
  const open = () => {
    const folder = new DiskDraftFolder({ folder: join(temporary.path, 'one'), log });
    opened.push(folder);
    return folder;
  };
  const pathOf = (name: string) => join(temporary.path, 'one', `${name}.draft`);
  const write = (name: string, text: string) => {
    const folder = open();
    return folder.exclusively(() => folder.replace(name, bytesOf(text)));
  };

  it('gives back any bytes, to another window too', async () => {
    const folder = open();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await folder.exclusively(() => folder.replace('a', bytes));
        assert.deepEqual(await open().read('a'), bytes);
      }),
      { numRuns: 20 },
    );
    const large = new Uint8Array(600_000).fill(7);
    await folder.replace('large', large);
    assert.deepEqual(await open().read('large'), large);
    assert.deepEqual([...(await folder.list())].sort(), ['a', 'large']);
  });

  it('has nothing where nothing was kept, and creates no folder for looking', async () => {
    const folder = open();
    assert.deepEqual([await folder.list(), await folder.read('a'), await folder.hasDamaged()], [[], undefined, false]);
    assert.equal(existsSync(join(temporary.path, 'one')), false);
  });

  it('lets only the user read its files', async function () {
    if (process.platform === 'win32') this.skip();
    await write('a', 'secret');
    assert.equal(statSync(pathOf('a')).mode & 0o777, 0o600);
    assert.equal(statSync(join(temporary.path, 'one')).mode & 0o777, 0o700);
  });

  it('removes a record, and what is not there as well', async () => {
    await write('a', 'x');
    const folder = open();
    await folder.remove('a');
    await folder.remove('a');
    assert.equal(await folder.read('a'), undefined);
  });

  const damages: readonly [string, (bytes: Buffer) => Buffer][] = [
    ['cut short', (bytes) => bytes.subarray(0, -1)],
    ['cut in its head', (bytes) => bytes.subarray(0, 12)],
    ['emptied', () => Buffer.alloc(0)],
    [
      'changed in one bit',
      (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))),
    ],
    ['something else altogether', () => Buffer.from('{"hello": "world"}')],
  ];
  for (const [what, damage] of damages) {
    it(`never gives out a record that was ${what}, keeps it aside and says so`, async () => {
      await write('a', 'precious words');
      const damaged = damage(readFileSync(pathOf('a')));
      writeFileSync(pathOf('a'), damaged);
      const folder = open();
      const told: DamagedRecord[] = [];
      folder.onDidKeepDamaged((record) => told.push(record));
      assert.deepEqual([await folder.read('a'), await folder.read('a')], [undefined, undefined]);
      assert.equal(await folder.hasDamaged(), true);
      await waitUntil(() => told.length > 0);
      const [kept = ''] = readdirSync(join(temporary.path, 'one')).filter((name) => name.includes('damaged'));
      assert.deepEqual(readFileSync(join(temporary.path, 'one', kept)), damaged);
      assert.equal(await folder.hasDamaged(), true);
      assert.deepEqual([warnings.length, told.length, told[0]?.path], [1, 1, join(temporary.path, 'one', kept)]);
      await folder.replace('a', bytesOf('new'));
      assert.deepEqual(await folder.read('a'), bytesOf('new'));
    });
  }

  it('keeps a damaged record aside before it writes another in its place', async () => {
    await write('a', 'precious words');
    writeFileSync(pathOf('a'), 'damaged');
    const folder = open();
    await folder.exclusively(async () => {
      assert.equal(await folder.read('a'), undefined);
      await folder.replace('a', bytesOf('new'));
    });
    await folder.exclusively(() => Promise.resolve());
    const kept = readdirSync(join(temporary.path, 'one')).filter((name) => name.includes('damaged'));
    assert.equal(readFileSync(join(temporary.path, 'one', kept[0] ?? ''), 'utf8'), 'damaged');
    assert.deepEqual([kept.length, await folder.read('a')], [1, bytesOf('new')]);
  });

  it('does not put a record aside that another window saved while it was read as damaged', async () => {
    await write('a', 'x');
    const good = readFileSync(pathOf('a'));
    writeFileSync(pathOf('a'), 'damaged');
    const [reader, writer] = [open(), open()];
    await writer.exclusively(async () => {
      assert.equal(await reader.read('a'), undefined);
      writeFileSync(pathOf('a'), good);
    });
    await reader.exclusively(() => Promise.resolve());
    assert.deepEqual(await reader.read('a'), bytesOf('x'));
    assert.deepEqual([await reader.hasDamaged(), warnings], [false, []]);
  });

  it('does not give one record for another', async () => {
    await write('a', 'of a');
    renameSync(pathOf('a'), pathOf('b'));
    assert.equal(await open().read('b'), undefined);
  });

  it('leaves alone what a newer version wrote', async () => {
    await write('a', 'from the future');
    const file = readFileSync(pathOf('a'));
    file[9] = 200;
    writeFileSync(pathOf('a'), file);
    assert.equal(await kindOf(open().read('a')), 'newerFormat');
    assert.deepEqual(readFileSync(pathOf('a')), file);
  });

  it('says so when the folder cannot be written, and keeps what it has', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    await write('a', 'before');
    chmodSync(join(temporary.path, 'one'), 0o500);
    const folder = open();
    assert.equal(await kindOf(folder.exclusively(() => folder.replace('a', bytesOf('after')))), 'notAllowed');
    assert.equal(await kindOf(folder.replace('a', bytesOf('after'))), 'notAllowed');
    chmodSync(join(temporary.path, 'one'), 0o700);
    assert.deepEqual(await folder.read('a'), bytesOf('before'));
  });

  it('says so when there is a file where the folder should be', async () => {
    writeFileSync(join(temporary.path, 'one'), 'in the way');
    const folder = open();
    assert.equal(await kindOf(folder.exclusively(() => folder.replace('a', bytesOf('x')))), 'failed');
  });

  it('says so when the disk is full, and keeps what it has', async function () {
    if (!existsSync('/dev/full')) this.skip();
    await write('a', 'before');
    const folder = open();
    // What is written to this device meets a full disk.
    const { toWriteOptions } = await import('../../../src/node/diskDraftFolder');
    await assert.rejects(toWriteOptions(new Uint8Array(10)).tmpfileCreated('/dev/full'), { code: 'ENOSPC' });
    assert.deepEqual(await folder.read('a'), bytesOf('before'));
  });

  it('removes what an interrupted write left behind, but not what is being written', async () => {
    await write('a', 'x');
    const folder = join(temporary.path, 'one');
    const [left, fresh] = [join(folder, 'b.draft.123'), join(folder, 'c.draft.456')];
    for (const path of [left, fresh]) writeFileSync(path, 'half');
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(left, longAgo, longAgo);
    await write('a', 'y');
    assert.deepEqual([existsSync(left), existsSync(fresh)], [false, true]);
    assert.deepEqual(await open().list(), ['a']);
  });

  it('tells another window which record changed', async () => {
    await write('a', 'x');
    const told: string[] = [];
    open().onDidChange((names) => told.push(...(names ?? ['whatever came before'])));
    await waitUntil(() => told.length > 0);
    await write('b', 'y');
    await waitUntil(() => told.includes('b'));
  });

  it('tells of a folder that comes about later', async () => {
    mkdirSync(join(temporary.path, 'root'));
    const openRoot = () => {
      const folders = new DiskDraftFolders({ root: join(temporary.path, 'root'), log });
      opened.push(folders);
      return folders;
    };
    const told: unknown[] = [];
    const watching = openRoot();
    const subscription = watching.onDidChange((folder) => told.push(folder));
    const folder = openRoot().open('acme/sales main');
    // Watching begins in a moment that nothing tells of.
    for (let turn = 0; told.length === 0 && turn < 200; turn++) {
      await folder.exclusively(() => folder.replace('a', new Uint8Array([turn])));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await waitUntil(() => told.length > 0);
    assert.equal(told[0], watching.open('acme/sales main'));
    subscription.dispose();
  });
});
