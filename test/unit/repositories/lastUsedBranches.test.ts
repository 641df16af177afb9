import assert from 'node:assert/strict';
import { LastUsedBranches } from '../../../src/repositories/lastUsedBranches';
import { sales } from '../../support/fakeRemote';
import { MemoryState } from '../../support/memoryStores';

describe('LastUsedBranches', () => {
  it('remembers a branch for its repository only', async () => {
    const branches = new LastUsedBranches(new MemoryState());
    await branches.set(sales, 'feature/X');
    assert.deepEqual([branches.get(sales), branches.get({ ...sales, slug: 'other' })], ['feature/X', undefined]);
  });

  for (const damaged of [7, '', null, { name: 'main' }]) {
    it(`takes ${JSON.stringify(damaged)} in the stored state for no branch`, async () => {
      const state = new MemoryState();
      const branches = new LastUsedBranches(state);
      await branches.set(sales, 'main');
      for (const key of state.values.keys()) state.values.set(key, damaged);
      assert.equal(branches.get(sales), undefined);
    });
  }
});
