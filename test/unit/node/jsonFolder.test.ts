import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonFolder } from '../../../src/node/jsonFolder';
import { createTemporaryFolder } from '../../support/temporaryFolder';

describe('values in a folder', () => {
  let folder: ReturnType<typeof createTemporaryFolder>;
  let values: JsonFolder;

  beforeEach(() => {
    folder = createTemporaryFolder('json-folder');
    values = new JsonFolder(join(folder.path, 'new'), 'values');
  });

  afterEach(() => {
    folder.remove();
  });

  it('are on the disk as soon as they are written, for another window to see', async () => {
    assert.deepEqual(await values.list(), []);
    await values.write('one', { name: 'Sales' });
    await values.write('two', [1]);
    const otherWindow = new JsonFolder(join(folder.path, 'new'), 'values');
    assert.deepEqual([...(await otherWindow.list())].sort(), ['one', 'two']);
    assert.deepEqual(await otherWindow.read('one'), { name: 'Sales' });
    await otherWindow.remove('one');
    assert.deepEqual([await values.list(), await values.read('one')], [['two'], undefined]);
    await values.remove('one');
  });

  it('are for their owner alone', async () => {
    await values.write('one', 1);
    const path = join(folder.path, 'new', 'values', 'one.json');
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o077, 0);
  });

  it('are not there when they are damaged', async () => {
    await values.write('one', 1);
    writeFileSync(join(folder.path, 'new', 'values', 'one.json'), '{"name": "Sal');
    assert.equal(await values.read('one'), undefined);
  });

  it('never leave the folder, whatever they are called', async () => {
    writeFileSync(join(folder.path, 'outside.json'), '"secret"');
    for (const name of ['../../outside', '', 'a/b', 'a\\b', '.', 'é']) {
      assert.equal(await values.read(name), undefined);
      await assert.rejects(() => values.write(name, 1), RangeError);
      await values.remove(name);
    }
    assert.deepEqual(readdirSync(folder.path), ['outside.json']);
  });
});
