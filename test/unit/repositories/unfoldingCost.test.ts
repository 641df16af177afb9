import assert from 'node:assert/strict';
import type { BitbucketApi } from '../../../src/bitbucket/bitbucketApi';
import { CiStates } from '../../../src/repositories/ciStates';
import { UnfoldedRepositories } from '../../../src/repositories/unfoldedRepositories';
import { createTestServices } from '../../support/createTestServices';
import { FakeClock } from '../../support/fakeClock';
import { createRepository } from '../../support/fakeRepositoryLists';
import { MemoryCache, MemoryState } from '../../support/memoryStores';
import { silentLog } from '../../support/silentLog';

const repository = createRepository('acme', 'sales');

/** One session after another over the same disk; what was asked of Bitbucket in each. */
function createSessions(state: 'SUCCESSFUL' | 'INPROGRESS') {
  const clock = new FakeClock();
  const cache = new MemoryCache();
  return async (commit: string): Promise<string[]> => {
    const requests: string[] = [];
    const refuse = () => {
      throw new Error('Not needed to unfold a repository.');
    };
    const api: BitbucketApi = {
      fetchUser: refuse,
      listWorkspaces: refuse,
      listWritableRepositories: refuse,
      fetchRepository: refuse,
      findCommit: refuse,
      listBranches: refuse,
      fetchSourceEntry: refuse,
      fetchFile: refuse,
      findSourceEntries: refuse,
      findTip: refuse,
      findPermission: refuse,
      fetchCommit: refuse,
      listCommits: refuse,
      listFileHistory: refuse,
      listChanges: refuse,
      findMergeBase: refuse,
      createBranch: refuse,
      commitFiles: refuse,
      findBranches: () => {
        requests.push('tip');
        return Promise.resolve([{ name: 'main', commit, date: '2026-11-01T12:00:00Z' }]);
      },
      listSource: async function* () {
        requests.push('files');
        yield await Promise.resolve({ values: [], size: 0 });
      },
      fetchCommitStatuses: () => {
        requests.push('ci');
        return Promise.resolve([{ key: 'k', name: 'build', state, url: undefined }]);
      },
    };
    const { snapshots } = createTestServices(api, cache, new MemoryState());
    const ciStates = new CiStates({ api, cache, clock });
    const unfolded = new UnfoldedRepositories({ snapshots, ciStates, clock, log: silentLog });
    await unfolded.unfold(repository);
    assert.equal(unfolded.find(repository.uuid)?.ci?.name, 'build');
    return requests;
  };
}

describe('Unfolding a repository', () => {
  it('costs three requests the first time and one from the cache', async () => {
    const unfoldIn = createSessions('SUCCESSFUL');
    const [first, second] = ['a'.repeat(40), 'b'.repeat(40)];
    assert.deepEqual(
      [await unfoldIn(first), await unfoldIn(first), await unfoldIn(second)],
      [['tip', 'files', 'ci'], ['tip'], ['tip', 'files', 'ci']],
    );
  });

  it('costs one more while CI runs', async () => {
    const unfoldIn = createSessions('INPROGRESS');
    await unfoldIn('a'.repeat(40));
    assert.deepEqual(await unfoldIn('a'.repeat(40)), ['tip', 'ci']);
  });
});
