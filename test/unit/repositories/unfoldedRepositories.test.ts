import assert from 'node:assert/strict';
import { BitbucketError } from '../../../src/bitbucket/bitbucketError';
import { UnfoldedRepositories } from '../../../src/repositories/unfoldedRepositories';
import { FakeClock } from '../../support/fakeClock';
import { createRepository } from '../../support/fakeRepositoryLists';
import { createContent, FakeSnapshots } from '../../support/fakeSnapshots';
import { silentLog } from '../../support/silentLog';

const repository = createRepository('acme', 'sales');
const name = 'acme/sales';
const passed = { outcome: 'passed', name: 'build', url: 'https://ci.example/1' } as const;

function createHarness() {
  const clock = new FakeClock();
  const snapshots = new FakeSnapshots();
  snapshots.contents.set(name, createContent(['x.orch.yaml']));
  const unfolded = new UnfoldedRepositories({ snapshots, ciStates: snapshots, clock, log: silentLog });
  return { clock, snapshots, unfolded, find: () => unfolded.find(repository.uuid) };
}

describe('UnfoldedRepositories', () => {
  it('shows the pipelines and then what CI says of their commit', async () => {
    const { unfolded, snapshots, find } = createHarness();
    snapshots.ci.set(name, passed);
    const seen: string[] = [];
    unfolded.onDidChange(() => seen.push(`${find()?.content?.kind ?? 'nothing'} ${find()?.ci?.outcome ?? ''}`.trim()));
    await unfolded.unfold(repository);
    assert.deepEqual(seen, ['nothing', 'snapshot', 'snapshot passed']);
    assert.equal(find()?.isLoading, false);
  });

  it('looks once when asked twice at the same time, and not again within a minute', async () => {
    const { unfolded, snapshots, clock } = createHarness();
    await Promise.all([unfolded.unfold(repository), unfolded.unfold(repository)]);
    await unfolded.unfold(repository);
    const before = [...snapshots.looks];
    await clock.runUntilSettled(clock.sleep(60_000));
    await unfolded.unfold(repository);
    assert.deepEqual([before.length, snapshots.looks.length], [2, 4]);
  });

  it('shows what an earlier session saw when Bitbucket cannot be reached', async () => {
    const { unfolded, snapshots, find } = createHarness();
    const cached = createContent(['old.orch.yaml']);
    snapshots.cached.set(name, cached);
    snapshots.contents.set(name, new BitbucketError({ kind: 'unreachable' }, 'down'));
    await unfolded.unfold(repository);
    assert.deepEqual(
      [find()?.content, find()?.failure?.failure.kind, find()?.loadedAt, find()?.isLoading],
      [cached, 'unreachable', undefined, false],
    );
  });

  it('keeps what it shows, with its age, when a refresh fails', async () => {
    const { unfolded, snapshots, find, clock } = createHarness();
    await unfolded.unfold(repository);
    const loadedAt = clock.now();
    snapshots.contents.set(name, new BitbucketError({ kind: 'forbidden', requiredScopes: [] }, 'no'));
    await unfolded.refresh(repository);
    assert.deepEqual([find()?.content?.kind, find()?.failure?.failure.kind], ['snapshot', 'forbidden']);
    assert.equal(find()?.loadedAt, loadedAt);
  });

  it('does not ask again before a rate limit ends', async () => {
    const { unfolded, snapshots, clock, find } = createHarness();
    snapshots.contents.set(name, new BitbucketError({ kind: 'rateLimited', retryAfterMs: 600_000 }, 'limited'));
    await unfolded.unfold(repository);
    snapshots.contents.set(name, createContent([]));
    await unfolded.unfold(repository);
    const before = snapshots.looks.length;
    await clock.runUntilSettled(clock.sleep(600_000));
    await unfolded.unfold(repository);
    assert.deepEqual([before, find()?.failure], [1, undefined]);
  });

  const limited = new BitbucketError({ kind: 'rateLimited', retryAfterMs: 600_000 }, 'limited');

  it('looks again by itself when a rate limit is over, once', async () => {
    const { unfolded, snapshots, clock, find } = createHarness();
    snapshots.contents.set(name, limited);
    await unfolded.unfold(repository);
    await unfolded.unfold(repository);
    snapshots.contents.set(name, createContent([]));
    await clock.runUntilSettled(clock.sleep(3_600_000));
    assert.deepEqual([find()?.content?.kind, find()?.failure], ['snapshot', undefined]);
    assert.deepEqual(snapshots.looks, ['content acme/sales', 'content acme/sales', 'ci acme/sales']);
  });

  it('leaves alone what was folded before the limit was over, until it is unfolded again', async () => {
    const { unfolded, snapshots, clock } = createHarness();
    snapshots.contents.set(name, limited);
    await unfolded.unfold(repository);
    unfolded.fold(repository);
    await clock.runUntilSettled(clock.sleep(300_000));
    await unfolded.unfold(repository);
    unfolded.fold(repository);
    await unfolded.unfold(repository);
    const before = snapshots.looks.length;
    unfolded.dispose();
    await clock.runUntilSettled(clock.sleep(3_600_000));
    assert.deepEqual([before, snapshots.looks.length], [1, 1]);
  });

  it('shows the pipelines although CI results cannot be read', async () => {
    const { unfolded, snapshots, find } = createHarness();
    snapshots.ci.set(name, new BitbucketError({ kind: 'forbidden', requiredScopes: [] }, 'no'));
    await unfolded.unfold(repository);
    assert.deepEqual([find()?.content?.kind, find()?.failure, find()?.ci], ['snapshot', undefined, undefined]);
  });

  it('never shows the CI result of another commit', async () => {
    const { unfolded, snapshots, find } = createHarness();
    snapshots.ci.set(name, passed);
    await unfolded.unfold(repository);
    snapshots.contents.set(name, createContent(['x.orch.yaml'], { commit: 'b'.repeat(40) }));
    snapshots.ci.set(name, new BitbucketError({ kind: 'unreachable' }, 'down'));
    await unfolded.refresh(repository);
    assert.equal(find()?.ci, undefined);
    assert.deepEqual(snapshots.looks.at(-1), 'ci acme/sales forced');
  });

  it('forgets the branch shown before when another one is chosen', async () => {
    const { unfolded, snapshots, find } = createHarness();
    await unfolded.unfold(repository);
    snapshots.contents.set(name, new BitbucketError({ kind: 'unreachable' }, 'down'));
    await unfolded.showAnotherBranch(repository);
    assert.equal(find()?.content, undefined);
  });
});
