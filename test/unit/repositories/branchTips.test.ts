import assert from 'node:assert/strict';
import { BitbucketError, type BitbucketFailure } from '../../../src/bitbucket/bitbucketError';
import { BranchTips } from '../../../src/repositories/branchTips';
import { OfflineTips } from '../../../src/repositories/offlineTips';
import { failureOf } from '../../support/failureOf';
import { FakeClock, settleDown } from '../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../support/fakeRemote';
import { MemoryCache } from '../../support/memoryStores';

const minuteMs = 60_000;

function createHarness() {
  const remote = new FakeRemote().commit('main', hashOf('a'), {}).commit('release', hashOf('b'), {});
  const cache = new MemoryCache();
  const clock = new FakeClock();
  const openWindow = () => {
    const tips = new BranchTips(remote.api, { offlineTips: new OfflineTips({ cache, clock }), clock });
    const events: string[] = [];
    tips.onDidMove(({ branch, commit }) => events.push(`${branch} ${commit.slice(0, 1)}`));
    tips.onDidChangeOutdated(() => events.push(`outdated ${tips.outdated.map(({ branch }) => branch).join(' ')}`));
    const resolve = async (branch = 'main') => (await clock.runUntilSettled(tips.resolve(sales, branch))).commit;
    return { tips, events, resolve };
  };
  const fail = (failure: BitbucketFailure = { kind: 'unreachable' }) => {
    remote.failure = new BitbucketError(failure, 'no');
  };
  const pass = async (ms: number) => {
    await clock.runUntilSettled(clock.sleep(ms));
    await settleDown();
  };
  return { remote, cache, clock, openWindow, fail, pass };
}

describe('A branch while Bitbucket cannot be asked', () => {
  const passing: readonly BitbucketFailure[] = [
    { kind: 'unreachable' },
    { kind: 'rateLimited', retryAfterMs: 1000 },
    { kind: 'notBitbucket', status: 200 },
    { kind: 'signedOut' },
    { kind: 'unauthorized' },
    { kind: 'unexpected', status: 503 },
  ];
  for (const failure of passing) {
    it(`stands where another session last saw it (${JSON.stringify(failure)})`, async () => {
      const { openWindow, fail, clock, pass } = createHarness();
      await openWindow().resolve();
      const seenMs = clock.now();
      await pass(120 * minuteMs);
      fail(failure);
      const { tips, resolve } = openWindow();
      assert.equal(await resolve(), hashOf('a'));
      assert.deepEqual(
        tips.outdated.map((it) => [it.branch, it.seenMs, it.failure.failure]),
        [['main', seenMs, failure]],
      );
    });
  }

  const answers: readonly BitbucketFailure[] = [
    { kind: 'notFound' },
    { kind: 'forbidden', requiredScopes: [] },
    { kind: 'untrustedLink' },
    { kind: 'unexpected', status: 400 },
  ];
  for (const failure of answers) {
    it(`is refused when Bitbucket refuses it (${JSON.stringify(failure)})`, async () => {
      const { openWindow, fail } = createHarness();
      await openWindow().resolve();
      fail(failure);
      const { tips, resolve } = openWindow();
      assert.deepEqual(await failureOf(resolve()), failure);
      assert.deepEqual(tips.outdated, []);
    });
  }

  it('cannot be told when it was never seen', async () => {
    const { openWindow, fail } = createHarness();
    await openWindow().resolve('main');
    fail();
    assert.deepEqual(await failureOf(openWindow().resolve('release')), { kind: 'unreachable' });
  });

  it('is not recalled once it was found to be deleted', async () => {
    const { openWindow, remote, fail } = createHarness();
    await openWindow().resolve();
    remote.branches.delete('main');
    assert.deepEqual(await failureOf(openWindow().resolve()), { kind: 'notFound' });
    fail();
    assert.deepEqual(await failureOf(openWindow().resolve()), { kind: 'unreachable' });
  });

  it('does not keep anybody waiting for an answer that does not come, and moves when it comes after all', async () => {
    const { openWindow, remote } = createHarness();
    await openWindow().resolve();
    let answer: () => void = () => undefined;
    remote.gate = new Promise((resolve) => (answer = resolve));
    remote.branches.set('main', hashOf('c'));
    const { resolve, events } = openWindow();
    assert.equal(await resolve(), hashOf('a'));
    answer();
    await settleDown();
    assert.deepEqual(events, ['outdated main', 'outdated ', 'main c']);
    assert.equal(await resolve(), hashOf('c'));
  });

  it('is asked for again when it is used, ever less often, and at once when somebody presses a button', async () => {
    const { openWindow, remote, fail, pass } = createHarness();
    await openWindow().resolve();
    fail();
    const { tips, resolve } = openWindow();
    const counts: number[] = [];
    const useFor = async (minutes: number) => {
      remote.takeRequests();
      for (let second = 0; second < minutes * 60; second += 5) {
        await resolve();
        await pass(5000);
      }
      counts.push(remote.takeRequests().length);
    };
    await useFor(1);
    await useFor(10);
    await tips.askAgain();
    await tips.askAgain({ isForced: true });
    assert.deepEqual([counts, remote.requests], [[3, 3], ['branches main']]);
  });

  it('waits for the end of a rate limit before it asks again', async () => {
    const { openWindow, remote, fail, pass } = createHarness();
    await openWindow().resolve();
    fail({ kind: 'rateLimited', retryAfterMs: 30 * minuteMs });
    const { tips, resolve } = openWindow();
    await resolve();
    remote.takeRequests();
    await pass(29 * minuteMs);
    await tips.askAgain();
    assert.deepEqual(remote.takeRequests(), []);
    await pass(minuteMs);
    await tips.askAgain();
    assert.deepEqual(remote.takeRequests(), ['branches main']);
  });

  it('is current again, with all others, as soon as one of them gets an answer', async () => {
    const { openWindow, remote, fail } = createHarness();
    const before = openWindow();
    await before.resolve('main');
    await before.resolve('release');
    fail();
    const { tips, resolve, events } = openWindow();
    await resolve('main');
    await resolve('release');
    remote.failure = undefined;
    remote.branches.set('release', hashOf('d'));
    events.length = 0;
    await tips.askAgain({ isForced: true });
    assert.deepEqual([tips.outdated, await resolve('release')], [[], hashOf('d')]);
    assert.ok(events.includes('release d'));
  });

  it('is known to have been seen by this account only', async () => {
    const { openWindow } = createHarness();
    await openWindow().resolve();
    const { tips } = openWindow();
    assert.deepEqual([await tips.hasSeen(sales), await tips.hasSeen({ ...sales, slug: 'other' })], [true, false]);
  });

  it('may have any name', async () => {
    const { openWindow, remote, fail } = createHarness();
    const names = ['__proto__', 'constructor', 'feature/X'];
    for (const name of names) {
      remote.branches.set(name, hashOf('e'));
      await openWindow().resolve(name);
    }
    fail();
    for (const name of names) assert.equal(await openWindow().resolve(name), hashOf('e'));
    assert.deepEqual(await failureOf(openWindow().resolve('toString')), { kind: 'unreachable' });
  });
});
