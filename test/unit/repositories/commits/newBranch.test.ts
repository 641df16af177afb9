import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { isBranchName } from '../../../../src/base/branchName';
import { CommitHarness } from './commitHarness';
import { failWith } from './commitRemote';

describe('committing to a new branch', () => {
  it('starts it from the commit the drafts started from, even where they are in conflict with the tip', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n', 'b.sql': 'b\n' });
    const base = harness.remote.branches.get('main');
    await harness.edit({ 'a.sql': 'mine\n', 'b.sql': 'mine\n' });
    harness.remote.push('main', { 'a.sql': 'theirs\n' });
    assert.equal((await harness.commit()).kind, 'conflict');
    const outcome = await harness.commit({ newBranch: 'feature/mine' });
    assert.deepEqual(outcome.kind === 'committed' && outcome.branch, 'feature/mine');
    assert.deepEqual(harness.files('feature/mine'), { 'a.sql': 'mine\n', 'b.sql': 'mine\n' });
    assert.deepEqual(harness.files('main'), { 'a.sql': 'theirs\n', 'b.sql': 'b\n' });
    assert.deepEqual(harness.remote.history('feature/mine')[0]?.parents, [base]);
    assert.deepEqual(await harness.drafts(), {});
  });

  it('costs no more requests than committing to the own one', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    await harness.commit({ newBranch: 'feature/mine' });
    assert.equal(harness.takeRequests().length, 1 + 4);
    assert.equal(harness.remote.branches.get('main'), harness.window.steps[0]?.parent);
  });

  it('never appends to a branch that is there, or comes to be meanwhile', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    harness.remote.branches.set('there', harness.remote.branches.get('main') ?? '');
    const there = { kind: 'branchExists', branch: 'there' } as const;
    assert.deepEqual(await harness.commit({ newBranch: 'there' }), there);
    harness.remote.fail({ request: 'commitFiles', before: () => harness.remote.push('late', { 'b.sql': 'b\n' }) });
    assert.deepEqual(await harness.commit({ newBranch: 'late' }), { kind: 'branchExists', branch: 'late' });
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n' });
    assert.equal(await harness.window.drafts.pendingCommit(), undefined);
  });

  it('finds it when the answer was lost', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    harness.remote.fail({ request: 'commitFiles', after: failWith({ kind: 'unreachable' }) });
    assert.equal((await harness.commit({ newBranch: 'feature/mine' })).kind, 'committed');
    assert.deepEqual(await harness.drafts(), {});
  });

  it('asks for nothing that is there already where drafts started from different commits', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n', 'b.sql': 'b\n', 'c.sql': 'c\n' });
    await harness.edit({ 'a.sql': undefined, 'b.sql': 'same\n' });
    const tip = harness.remote.push('main', { 'a.sql': undefined, 'b.sql': 'same\n' });
    await harness.edit({ 'c.sql': 'mine\n' });
    const outcome = await harness.commit({ newBranch: 'feature/mine' });
    assert.equal(outcome.kind, 'committed');
    assert.deepEqual(
      harness.window.steps[0]?.files.map(({ path }) => path),
      ['c.sql'],
    );
    assert.deepEqual(harness.files('feature/mine'), { 'b.sql': 'same\n', 'c.sql': 'mine\n' });
    assert.deepEqual(harness.remote.history('feature/mine')[0]?.parents, [tip]);
    assert.deepEqual(await harness.drafts(), {});
  });

  it('makes none for what is all on the own one', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n', 'b.sql': 'b\n' });
    await harness.edit({ 'a.sql': undefined });
    harness.remote.push('main', { 'other.sql': 'other\n' });
    await harness.edit({ 'b.sql': 'same\n' });
    const tip = harness.remote.push('main', { 'a.sql': undefined, 'b.sql': 'same\n' });
    assert.deepEqual(await harness.commit({ newBranch: 'feature/mine' }), { kind: 'alreadyThere', commit: tip });
    assert.equal(harness.window.tips.get('main'), tip);
    assert.deepEqual([...harness.remote.branches.keys()], ['main']);
    assert.deepEqual(await harness.drafts(), {});
  });

  it('takes the drafts of a branch that somebody deleted', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n', 'b.sql': 'mine\n' });
    harness.remote.branches.delete('main');
    assert.equal((await harness.commit({ newBranch: 'feature/mine' })).kind, 'committed');
    assert.deepEqual(harness.files('feature/mine'), { 'a.sql': 'mine\n', 'b.sql': 'mine\n' });
  });

  it('refuses what is no name for a branch, without asking anybody', async () => {
    const harness = new CommitHarness({ 'a.sql': 'a\n' });
    await harness.edit({ 'a.sql': 'mine\n' });
    harness.takeRequests();
    assert.deepEqual(await harness.commit({ newBranch: 'a b' }), { kind: 'badBranchName', branch: 'a b' });
    assert.deepEqual(harness.takeRequests(), []);
  });

  it('takes the names that Git takes', () => {
    const isGitName = (name: string): boolean => {
      try {
        execFileSync('git', ['check-ref-format', '--branch', name], { stdio: 'pipe' });
        return true;
      } catch {
        return false;
      }
    };
    const odd = ['', 'HEAD', '-a', 'a.lock', 'a.lock/b', 'a..b', '@{b', 'a/', '/a', 'a//b', '.a', 'a/.b', 'a.'];
    const fine = ['main', 'feature/X', 'ä', 'a@b', 'a-', '{a}', 'release/2026.11', 'lock', 'a.locks', '😀'];
    for (const name of [...odd, ...fine]) assert.equal(isBranchName(name), isGitName(name), name);
    const parts = [
      'a',
      'b',
      '/',
      '.',
      '@',
      '{',
      '}',
      '~',
      '^',
      ':',
      '?',
      '*',
      '[',
      '\\',
      ' ',
      '-',
      '.lock',
      '\u007f',
      'HEAD',
      'ß',
    ];
    const names = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }).map((it) => it.join(''));
    fc.assert(
      fc.property(names, (name) => {
        // `@{-1}` names an earlier branch there, and `@` the current one nearly everywhere else.
        fc.pre(!name.startsWith('@{-') && name !== '@');
        assert.equal(isBranchName(name), isGitName(name));
      }),
      { numRuns: 60 },
    );
  });
});
