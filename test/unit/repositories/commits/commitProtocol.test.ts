import assert from 'node:assert/strict';
import type { BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import type { CommitOutcome } from '../../../../src/repositories/commits/commitOutcome';
import { failureOf } from '../../../support/failureOf';
import { CommitHarness } from './commitHarness';
import { failWith } from './commitRemote';

const kindOf = ({ kind }: CommitOutcome): string => kind;

describe('committing drafts', () => {
  it('makes one commit on the tip, reads it back, and drops the drafts, with n + 4 requests for n files', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n', 'b.sql': 'b\n', 'c.sql': 'c\n' });
    const parent = harness.remote.branches.get('main');
    await harness.edit({ 'a.sql': 'mine\n', 'b.sql': undefined, 'new.sql': 'new\n' });
    const outcome = await harness.commit();
    const commit = harness.remote.branches.get('main');
    assert.deepEqual(outcome, { kind: 'committed', commit, branch: 'main', paths: ['a.sql', 'b.sql', 'new.sql'] });
    assert.deepEqual(harness.files(), { 'a.sql': 'mine\n', 'c.sql': 'c\n', 'new.sql': 'new\n' });
    assert.deepEqual(harness.remote.history('main')[0]?.parents, [parent]);
    assert.deepEqual(await harness.drafts(), {});
    assert.deepEqual(harness.takeRequests().sort(), [
      'commitFiles',
      'fetchFile',
      'fetchFile',
      'findSourceEntries',
      'findTip',
      'findTip',
    ]);
    assert.equal(await harness.window.drafts.pendingCommit(), undefined);
    assert.deepEqual(harness.window.tips.get('main'), commit);
    assert.equal(harness.window.steps[0]?.files.length, 3);
  });

  it('needs no more for what is left when the rest is committed afterwards', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n', 'b.sql': 'b\n' });
    await harness.edit({ 'a.sql': 'A\n', 'b.sql': 'B\n', 'c.sql': 'C\n' });
    await harness.commit({ paths: ['a.sql'] });
    assert.deepEqual(await harness.drafts(), { 'b.sql': 'B\n', 'c.sql': 'C\n' });
    harness.takeRequests();
    assert.equal(kindOf(await harness.commit()), 'committed');
    assert.equal(harness.takeRequests().length, 2 + 4);
  });

  it('keeps what is saved while the commit is under way, on the committed content', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'first\n' });
    harness.remote.fail({ request: 'commitFiles', before: () => harness.edit({ 'a.sql': 'second\n' }) });
    assert.equal(kindOf(await harness.commit()), 'committed');
    assert.deepEqual(harness.files(), { 'a.sql': 'first\n' });
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'second\n' });
    assert.equal(kindOf(await harness.commit()), 'committed');
    assert.deepEqual(harness.files(), { 'a.sql': 'second\n' });
  });

  const takenPlaces: readonly [string, Record<string, string>, Record<string, string | undefined>, string][] = [
    ['a folder of a file', { config: 'c\n', 'b.sql': 'b\n' }, { config: undefined, 'config/x': 'x\n' }, 'config/x'],
    ['a file of a folder', { 'a/1': '1\n', 'a/d/2': '2\n' }, { 'a/1': undefined, 'a/d/2': undefined, a: 'a\n' }, 'a'],
  ];
  for (const [what, before, edits, chosen] of takenPlaces) {
    it(`takes along what was deleted to make ${what}, and leaves the rest`, async () => {
      const harness = new CommitHarness(before);
      await harness.edit({ ...edits, 'other.sql': 'other\n' });
      const outcome = await harness.commit({ paths: [chosen] });
      assert.deepEqual(outcome.kind === 'committed' && outcome.paths, Object.keys(edits).sort());
      assert.deepEqual(await harness.drafts(), { 'other.sql': 'other\n' });
      const wanted = Object.entries({ ...before, ...edits }).filter(([, text]) => text !== undefined);
      assert.deepEqual(harness.files(), Object.fromEntries(wanted));
    });
  }

  it('leaves a deletion alone that nothing needs', async () => {
    const harness = new CommitHarness({ config: 'c\n', 'b.sql': 'b\n' });
    await harness.edit({ config: undefined, 'config/x': 'x\n', 'b.sql': undefined, 'configs.sql': 'c\n' });
    assert.equal(kindOf(await harness.commit({ paths: ['configs.sql'] })), 'committed');
    assert.equal(kindOf(await harness.commit({ paths: ['config'] })), 'committed');
    assert.deepEqual(await harness.drafts(), { 'b.sql': undefined, 'config/x': 'x\n' });
  });

  it('takes a file along that was moved to make room', async () => {
    const harness = new CommitHarness({ config: 'c\n' });
    await harness.edit({ config: undefined, 'config/x': 'x\n' });
    const bytes = new TextEncoder().encode('c\n');
    const change = { kind: 'content', bytes, mode: 'file' } as const;
    await harness.window.drafts.save([{ path: 'config.old', base: undefined, change, renamedFrom: 'config' }]);
    await harness.commit({ paths: ['config/x'] });
    assert.deepEqual(await harness.drafts(), {});
    assert.deepEqual(harness.files(), { 'config.old': 'c\n', 'config/x': 'x\n' });
  });

  it('makes the first commit of an empty repository', async () => {
    const harness = new CommitHarness();
    await harness.edit({ 'a.sql': 'a\n' });
    assert.equal(kindOf(await harness.commit()), 'committed');
    assert.deepEqual(harness.files(), { 'a.sql': 'a\n' });
    assert.deepEqual(harness.remote.history('main')[0]?.parents, []);
  });

  it('does not bring back a branch that somebody deleted', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    harness.remote.push('other', {});
    harness.remote.branches.delete('main');
    assert.deepEqual(await harness.commit(), { kind: 'branchGone', branch: 'main' });
    assert.deepEqual([...harness.remote.branches.keys()], ['other']);
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n' });
  });

  it('commits once on a double click', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    const outcomes = await Promise.all([harness.commit(), harness.commit()]);
    assert.deepEqual(outcomes.map(kindOf), ['committed', 'alreadyThere']);
    assert.equal(harness.remote.history('main').length, 2);
  });

  it('commits once when two windows commit the same drafts', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    const outcomes = await Promise.all([harness.commit(), harness.commit({}, harness.openWindow())]);
    assert.equal(harness.remote.history('main').length, 2);
    assert.ok(
      outcomes.every(({ kind }) => ['committed', 'alreadyThere'].includes(kind)),
      JSON.stringify(outcomes),
    );
    assert.deepEqual(await harness.drafts(), {});
  });
});

describe('a commit that is refused', () => {
  const refusals: readonly {
    readonly name: string;
    readonly failure: BitbucketFailure;
    readonly permission?: 'admin' | 'write' | 'read' | undefined;
    readonly outcome?: CommitOutcome;
  }[] = [
    {
      name: 'because the branch is protected',
      failure: { kind: 'forbidden', requiredScopes: [] },
      permission: 'write',
      outcome: { kind: 'protected', branch: 'main' },
    },
    {
      name: 'because the account may only read',
      failure: { kind: 'forbidden', requiredScopes: [] },
      permission: 'read',
      outcome: { kind: 'notAllowed' },
    },
    {
      name: 'because the account lost its access',
      failure: { kind: 'forbidden', requiredScopes: [] },
      permission: undefined,
      outcome: { kind: 'notAllowed' },
    },
    { name: 'because a scope is missing', failure: { kind: 'forbidden', requiredScopes: ['repository:write'] } },
    { name: 'because something in it is wrong (400)', failure: { kind: 'unexpected', status: 400 } },
    { name: 'because the session ended', failure: { kind: 'unauthorized' } },
    { name: 'because of too many requests', failure: { kind: 'rateLimited', retryAfterMs: 60_000 } },
  ];

  for (const { name, failure, permission, outcome } of refusals) {
    it(`${name} is told as such and leaves the drafts`, async () => {
      const harness = new CommitHarness({ 'a.sql': 'a\n' });
      harness.remote.permission = permission;
      await harness.edit({ 'a.sql': 'mine\n' });
      harness.remote.fail({ request: 'commitFiles', before: failWith(failure) });
      if (outcome === undefined) assert.deepEqual(await failureOf(harness.commit()), failure);
      else assert.deepEqual(await harness.commit(), outcome);
      assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n' });
      assert.equal(await harness.window.drafts.pendingCommit(), undefined);
      assert.equal(harness.takeRequests().filter((it) => it === 'commitFiles').length, 1);
    });
  }
});
