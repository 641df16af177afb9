import assert from 'node:assert/strict';
import { advance } from '../../../src/wizard/advance';
import { createWizardState } from '../../../src/wizard/createWizardState';
import { canCreate, isPlanDue, needsSamePlan } from '../../../src/wizard/dueWork';
import { findProblems } from '../../../src/wizard/findProblems';
import type { WizardEvent } from '../../../src/wizard/wizardEvent';
import type { WizardState } from '../../../src/wizard/wizardState';
import { afterFailure, atReview, atStarter, back, createCheck, createPlan, go, play, returns, sales } from './samples';

describe('the message of the commit', () => {
  const rename = (name: string): WizardEvent => ({ kind: 'details', change: { name } });

  it('follows the name until it is written by hand', () => {
    assert.equal(play(createWizardState(), rename('Sales')).message, 'Prepare Maia project Sales');
    assert.equal(
      play(createWizardState(), rename('Sales'), rename('Returns ')).message,
      'Prepare Maia project Returns',
    );
    const own = play(createWizardState(), rename('Sales'), { kind: 'message', value: 'Begin' }, rename('Returns'));
    assert.equal(own.message, 'Begin');
  });

  it('goes into the plan as it is typed, which needs no other', () => {
    const state = play(atReview(), { kind: 'message', value: 'Begin' });
    assert.equal(state.plan?.message, 'Begin');
    assert.equal(atReview().plan?.message, 'Prepare Maia project Sales analytics');
  });
});

describe('the plan of the commit', () => {
  it('is made anew each time the review is entered', () => {
    const again = play(atReview(), back, go);
    assert.equal(again.plan, undefined);
    assert.equal(isPlanDue(again), true);
    assert.deepEqual(findProblems(again), [{ field: 'plan', code: 'planning' }]);
    assert.equal(isPlanDue(atReview()), false);
  });

  it('says that it failed, and is made when it can be', () => {
    const failed = play(atReview(), back, go, { kind: 'planFailed', reason: 'offline' });
    assert.equal(failed.planFailure, 'offline');
    assert.equal(isPlanDue(failed), false);
    assert.deepEqual(findProblems(failed), [{ field: 'plan', code: 'unmet' }]);
    const mended = play(failed, { kind: 'planned', plan: createPlan(sales) });
    assert.equal(mended.planFailure, undefined);
    assert.equal(canCreate(mended), true);
  });

  const late: readonly (readonly [string, WizardState, WizardEvent])[] = [
    ['for another repository', play(atReview(), back, go), { kind: 'planned', plan: createPlan(returns) }],
    ['for another branch', play(atReview(), back, go), { kind: 'planned', plan: createPlan(sales, 'maia') }],
    ['on another step', atStarter(), { kind: 'planned', plan: createPlan(sales) }],
    [
      'for a name that is taken',
      play(atReview(), { kind: 'knownNames', names: ['Sales analytics'] }),
      { kind: 'planned', plan: createPlan(sales) },
    ],
  ];
  for (const [what, state, event] of late) {
    it(`is dropped when it comes ${what}`, () => {
      assert.equal(advance(state, event).plan, undefined);
    });
  }

  it('goes with the branch, the starter content and the name', () => {
    const edits: readonly WizardEvent[] = [
      { kind: 'branch', value: 'maia' },
      { kind: 'starter', value: { kind: 'transform' } },
      { kind: 'details', change: { name: 'Returns' } },
    ];
    for (const edit of edits) {
      const state = play(atReview(), edit);
      assert.equal(state.plan, undefined);
      assert.equal(isPlanDue(state), true);
      assert.equal(needsSamePlan(atReview(), state), false);
    }
    const before = atReview();
    assert.equal(needsSamePlan(before, play(before, { kind: 'message', value: 'Begin' })), true);
  });
});

describe('the commit of the wizard', () => {
  const running = (): WizardState => play(atReview(), { kind: 'creating', step: 'check' });

  it('lets nobody change or leave anything while it is made', () => {
    const attempts: readonly WizardEvent[] = [
      go,
      back,
      { kind: 'goTo', step: 'details' },
      { kind: 'skipPreparation' },
      { kind: 'details', change: { name: 'Other' } },
      { kind: 'configuration', value: 'maiaManaged' },
      { kind: 'provider', value: 'github' },
      { kind: 'repository', value: returns },
      { kind: 'branch', value: 'other' },
      { kind: 'starter', value: { kind: 'transform' } },
      { kind: 'preparation', change: { runner: 'r' } },
      { kind: 'message', value: 'Other' },
      { kind: 'repairing' },
      { kind: 'planned', plan: createPlan(sales) },
      { kind: 'planFailed', reason: 'offline' },
    ];
    for (const state of [running(), play(running(), { kind: 'created' })]) {
      for (const attempt of attempts) assert.equal(advance(state, attempt), state, attempt.kind);
    }
  });

  it('does not start before everything is in order', () => {
    for (const state of [atStarter(), play(atReview(), back, go), play(atReview(), { kind: 'message', value: '' })]) {
      assert.equal(advance(state, { kind: 'creating', step: 'check' }), state);
    }
  });

  it('tells where it stopped, and goes on from there', () => {
    const failed = afterFailure();
    assert.deepEqual(failed.creation, {
      step: 'commit',
      isRunning: false,
      failure: { step: 'commit', kind: 'protected', reason: 'main is protected' },
    });
    assert.equal(canCreate(failed), true);
    const again = play(failed, { kind: 'creating', step: 'commit' });
    assert.deepEqual(again.creation, { step: 'commit', isRunning: true, failure: undefined });
  });

  it('remembers what is committed through a failure, a change and another try', () => {
    const failed = play(
      running(),
      { kind: 'committed', commit: 'c0ffee' },
      { kind: 'creationFailed', failure: { step: 'verify', kind: 'unreachable', reason: 'offline' } },
    );
    const changed = play(failed, { kind: 'message', value: 'Other' });
    assert.equal(changed.plan, undefined);
    assert.deepEqual(changed.creation, { isRunning: false, commit: 'c0ffee' });
    const nothingLeft = { ...createPlan(sales), files: [] };
    const done = play(
      changed,
      { kind: 'planned', plan: nothingLeft },
      { kind: 'creating', step: 'verify' },
      { kind: 'created' },
    );
    assert.deepEqual(done.creation, { isRunning: false, step: 'open', commit: 'c0ffee', failure: undefined });
  });

  it('makes a further commit of what was changed after the first', () => {
    const state = play(
      running(),
      { kind: 'committed', commit: 'c0ffee' },
      { kind: 'creationFailed', failure: { step: 'verify', kind: 'unreachable', reason: 'offline' } },
      { kind: 'details', change: { name: 'Returns' } },
      { kind: 'planned', plan: createPlan(sales) },
    );
    assert.equal(state.creation.commit, undefined);
    assert.equal(canCreate(state), true);
  });

  it('keeps its plan through a failure, whatever a check says while the commit is made', () => {
    const failed = play(
      running(),
      { kind: 'checked', repository: sales, check: createCheck({ mainBranch: 'failed' }) },
      { kind: 'creationFailed', failure: { step: 'commit', kind: 'unreachable', reason: 'offline' } },
    );
    assert.deepEqual(failed.plan, running().plan);
    assert.equal(canCreate(failed), true);
  });

  it('is not held up any more by what somebody changed once it is planned anew', () => {
    const failed = play(running(), {
      kind: 'creationFailed',
      failure: { step: 'check', kind: 'changed', reason: 'Somebody changed README.md' },
    });
    const planned = play(failed, { kind: 'planned', plan: { ...createPlan(sales), baseCommit: 'b'.repeat(40) } });
    assert.deepEqual(planned.creation, { isRunning: false, commit: undefined });
    assert.equal(canCreate(planned), true);
  });

  it('begins anew on another branch, which has no such commit', () => {
    const failed = play(
      running(),
      { kind: 'committed', commit: 'c0ffee' },
      { kind: 'creationFailed', failure: { step: 'verify', kind: 'unreachable', reason: 'offline' } },
      { kind: 'branch', value: 'maia' },
    );
    assert.deepEqual(failed.creation, { isRunning: false });
  });

  it('is not stopped by the name it has itself made known', () => {
    const failed = play(
      running(),
      { kind: 'creating', step: 'open' },
      { kind: 'knownNames', names: ['Sales analytics', 'Returns'] },
      { kind: 'creationFailed', failure: { step: 'open', kind: 'unreachable', reason: 'offline' } },
    );
    assert.deepEqual(failed.knownNames, ['Returns']);
    assert.equal(canCreate(failed), true);
  });

  it('hears nothing of a creation that nobody started', () => {
    const events: readonly WizardEvent[] = [
      { kind: 'committed', commit: 'c0ffee' },
      { kind: 'creationFailed', failure: { step: 'commit', kind: 'refused', reason: '' } },
      { kind: 'created' },
    ];
    const state = atReview();
    for (const event of events) assert.equal(advance(state, event), state);
  });
});
