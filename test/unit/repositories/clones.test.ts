import assert from 'node:assert/strict';
import { Clones } from '../../../src/repositories/clones';
import { MemoryState } from '../../support/memoryStores';

const sales = { workspace: 'acme', slug: 'sales-analytics' };
const stock = { workspace: 'acme', slug: 'stock' };

describe('Clones', () => {
  it('are known in other windows and by any spelling of the address', async () => {
    const state = new MemoryState();
    await new Clones(state, () => 'https://bitbucket.org').set('/home/anna/sales', [sales]);
    const other = new Clones(state, () => 'https://bitbucket.org');
    assert.deepEqual(other.find({ workspace: 'ACME', slug: 'Sales-Analytics' }), ['/home/anna/sales']);
    assert.deepEqual(other.find(stock), []);
  });

  it('belong to one Bitbucket', async () => {
    const state = new MemoryState();
    await new Clones(state, () => 'https://bitbucket.org').set('/sales', [sales]);
    assert.deepEqual(new Clones(state, () => 'http://127.0.0.1:1').find(sales), []);
  });

  it('follow the remotes of their folder, and are forgotten with it', async () => {
    const clones = new Clones(new MemoryState(), () => 'https://bitbucket.org');
    let changes = 0;
    clones.onDidChange(() => changes++);
    await clones.set('/a', [sales, sales]);
    await clones.set('/a', [sales]);
    await clones.set('/b\nodd', [sales]);
    assert.deepEqual([clones.find(sales), changes], [['/b\nodd', '/a'], 2]);
    await clones.set('/a', [stock]);
    await clones.forget('/b\nodd');
    assert.deepEqual([clones.find(sales), clones.find(stock), clones.readFolders()], [[], ['/a'], ['/a']]);
  });
});
