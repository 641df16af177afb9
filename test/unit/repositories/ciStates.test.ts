import assert from 'node:assert/strict';
import type { CommitStatus } from '../../../src/bitbucket/model';
import { toCiState } from '../../../src/repositories/ciState';
import { CiStates } from '../../../src/repositories/ciStates';
import { FakeClock } from '../../support/fakeClock';
import { MemoryCache } from '../../support/memoryStores';

const repository = { workspace: 'acme', slug: 'sales' };
const hourMs = 3_600_000;

function createStatus(state: CommitStatus['state'], name: string = state): CommitStatus {
  return { key: name, name, state, url: `https://ci.example/${name}` };
}

function createHarness(statuses: readonly CommitStatus[], ageMs = 2 * hourMs) {
  const clock = new FakeClock();
  const cache = new MemoryCache();
  let requests = 0;
  const api = {
    fetchCommitStatuses: () => {
      requests++;
      return Promise.resolve(statuses);
    },
  };
  const commit = { hash: 'a'.repeat(40), date: new Date(clock.now() - ageMs).toISOString() };
  /** As another session would: only what is on disk is shared. */
  const fetchCiState = (options = {}) => new CiStates({ api, cache, clock }).fetchCiState(repository, commit, options);
  return { fetchCiState, clock, cache, countRequests: () => requests };
}

describe('CI state of a commit', () => {
  const cases: readonly [readonly CommitStatus['state'][], string | undefined][] = [
    [[], undefined],
    [['SUCCESSFUL', 'SUCCESSFUL'], 'passed'],
    [['SUCCESSFUL', 'STOPPED'], 'stopped'],
    [['SUCCESSFUL', 'STOPPED', 'INPROGRESS'], 'running'],
    [['SUCCESSFUL', 'INPROGRESS', 'FAILED'], 'failed'],
  ];
  for (const [states, expected] of cases) {
    it(`is ${expected ?? 'unknown'} for ${states.join(', ') || 'no results'}`, () => {
      assert.equal(toCiState(states.map((state) => createStatus(state)))?.outcome, expected);
    });
  }

  it('opens the run that decided', () => {
    const state = toCiState([createStatus('SUCCESSFUL', 'lint'), createStatus('FAILED', 'test')]);
    assert.deepEqual(state, { outcome: 'failed', name: 'test', url: 'https://ci.example/test' });
  });

  it('costs no further request once it is final, in later sessions too', async () => {
    const { fetchCiState, countRequests, clock } = createHarness([createStatus('SUCCESSFUL')]);
    const first = await fetchCiState();
    await clock.runUntilSettled(clock.sleep(1000 * hourMs));
    assert.deepEqual(await fetchCiState(), first);
    assert.equal(countRequests(), 1);
  });

  it('is asked for again while CI runs', async () => {
    const { fetchCiState, countRequests } = createHarness([createStatus('INPROGRESS')]);
    await fetchCiState();
    await fetchCiState();
    assert.equal(countRequests(), 2);
  });

  it('is taken to be missing for good when an old commit has none', async () => {
    const { fetchCiState, countRequests, clock } = createHarness([]);
    await fetchCiState();
    await clock.runUntilSettled(clock.sleep(hourMs));
    assert.equal(await fetchCiState(), undefined);
    assert.equal(countRequests(), 1);
  });

  it('is asked for again after five minutes when a fresh commit has none yet', async () => {
    const { fetchCiState, countRequests, clock } = createHarness([], 1000);
    await fetchCiState();
    await fetchCiState();
    const before = countRequests();
    await clock.runUntilSettled(clock.sleep(300_000));
    await fetchCiState();
    assert.deepEqual([before, countRequests()], [1, 2]);
  });

  it('is asked for again when the user refreshes: a run can be repeated', async () => {
    const { fetchCiState, countRequests } = createHarness([createStatus('FAILED')]);
    await fetchCiState();
    await fetchCiState({ isForced: true });
    assert.equal(countRequests(), 2);
  });

  it('does not trust a link from the disk that is not a web address', async () => {
    const { fetchCiState, countRequests, cache } = createHarness([createStatus('FAILED')]);
    await fetchCiState();
    const [key] = cache.entries.keys();
    const state = { outcome: 'failed', name: 'x', url: 'command:evil' };
    cache.entries.set(key ?? '', new TextEncoder().encode(JSON.stringify({ state })));
    assert.equal((await fetchCiState())?.url, 'https://ci.example/FAILED');
    assert.equal(countRequests(), 2);
  });
});
