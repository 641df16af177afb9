import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileCache } from '../../../src/node/fileCache';
import { KeptFiles } from '../../../src/node/keptFiles';
import { silentLog } from '../../support/silentLog';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

describe('KeptFiles', () => {
  let temporary: TemporaryFolder;

  beforeEach(() => {
    temporary = createTemporaryFolder('kept');
  });
  afterEach(() => {
    temporary.remove();
  });

  it('stays where it is when the cache around it is pruned to nothing', async () => {
    const kept = new KeptFiles(join(temporary.path, 'kept'));
    const cache = new FileCache({ folder: temporary.path, log: silentLog, maxBytes: 0, maxAgeMs: 0 });
    await kept.write('a', new Uint8Array([1]));
    await cache.write('b', new Uint8Array([2]));
    await cache.prune();
    assert.deepEqual([await kept.read('a'), await cache.read('b')], [new Uint8Array([1]), undefined]);
  });

  it('takes a damaged file for absent, and removes what is there', async () => {
    const folder = join(temporary.path, 'kept');
    const kept = new KeptFiles(folder);
    await kept.write('a', new Uint8Array([1]));
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), 'torn');
    assert.equal(await kept.read('a'), undefined);
    await kept.remove('a');
    await kept.remove('a');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('says so when something cannot be written', async () => {
    const folder = join(temporary.path, 'kept');
    writeFileSync(folder, 'a file in the way');
    await assert.rejects(new KeptFiles(folder).write('a', new Uint8Array(1)), { name: 'OfflineStoreError' });
    rmSync(folder);
    mkdirSync(folder);
    await new KeptFiles(folder).write('a', new Uint8Array(1));
  });
});
