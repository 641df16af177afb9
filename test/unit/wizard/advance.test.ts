import assert from 'node:assert/strict';
import { createWizardState } from '../../../src/wizard/createWizardState';
import { canCreate, isCheckDue } from '../../../src/wizard/dueWork';
import { findProblems } from '../../../src/wizard/findProblems';
import { listSteps } from '../../../src/wizard/listSteps';
import type { WizardEvent } from '../../../src/wizard/wizardEvent';
import type { WizardState } from '../../../src/wizard/wizardState';
import {
  afterFailure,
  alice,
  atRepository,
  atReview,
  atStarter,
  back,
  bob,
  createCheck,
  createPlan,
  go,
  nobody,
  play,
  returns,
  sales,
} from './samples';

describe('the way through the wizard', () => {
  it('leads in Maia’s order to the review, and by the commit to the hand-over', () => {
    const seen = [createWizardState().step];
    let state = play(createWizardState(), { kind: 'details', change: { name: 'Sales' } });
    const press = (...events: readonly WizardEvent[]): void => {
      state = play(state, ...events);
      seen.push(state.step);
    };
    press(go);
    press(go);
    press(go);
    press({ kind: 'authorization', value: alice });
    press({ kind: 'repository', value: sales }, { kind: 'checked', repository: sales, check: createCheck() }, go);
    press(go);
    press(go);
    press({ kind: 'planned', plan: createPlan(sales) }, { kind: 'creating', step: 'check' }, { kind: 'created' });
    assert.deepEqual(seen, [
      'details',
      'configuration',
      'provider',
      'authorize',
      'repository',
      'starter',
      'prepare',
      'review',
      'handOver',
    ]);
  });

  it('stays where something is missing, and says so from then on', () => {
    const state = play(createWizardState(), go, go);
    assert.equal(state.step, 'details');
    assert.deepEqual(state.asked, ['details']);
    assert.deepEqual(findProblems(state), [{ field: 'name', code: 'missing' }]);
  });

  it('goes back to the start and forth again with everything as it was', () => {
    const start = atStarter();
    const again = play(start, back, back, back, back, go, go, go, go);
    assert.deepEqual(again, start);
  });

  it('jumps back by the list, and forth as far as nothing is missing', () => {
    const early = play(atReview(), { kind: 'goTo', step: 'details' });
    assert.equal(early.step, 'details');
    assert.equal(play(early, { kind: 'goTo', step: 'review' }).step, 'review');
    const nameless = play(early, { kind: 'details', change: { name: ' ' } }, { kind: 'goTo', step: 'review' });
    assert.equal(nameless.step, 'details');
    assert.deepEqual(nameless.asked, ['details']);
  });

  it('stops on the way to a later step where something came to be missing meanwhile', () => {
    const state = play(atStarter(), { kind: 'knownNames', names: ['SALES analytics '] }, go);
    assert.equal(state.step, 'details');
    assert.deepEqual(findProblems(state), [{ field: 'name', code: 'notUnique' }]);
  });

  it('reaches the hand-over by the commit only', () => {
    assert.equal(play(atReview(), go).step, 'review');
    assert.equal(play(atReview(), { kind: 'goTo', step: 'handOver' }).step, 'review');
    assert.equal(play(atReview(), { kind: 'created' }).step, 'review');
  });

  it('starts with the repository it was opened on', () => {
    assert.deepEqual(createWizardState({ repository: sales }).repository, sales);
    assert.equal(
      isCheckDue(play(createWizardState({ repository: sales }), { kind: 'authorization', value: alice })),
      true,
    );
  });
});

describe('the authorization in the wizard', () => {
  const atProvider = (): WizardState =>
    play(createWizardState(), { kind: 'details', change: { name: 'Sales' } }, go, go);

  it('is no step for somebody who is signed in', () => {
    const state = play(atProvider(), { kind: 'authorization', value: alice });
    assert.equal(listSteps(state).includes('authorize'), false);
    assert.equal(play(state, go).step, 'repository');
    assert.equal(play(state, { kind: 'goTo', step: 'authorize' }), state);
  });

  it('is shown as a step once it is known to be needed, or reached', () => {
    const state = atProvider();
    assert.equal(listSteps(state).includes('authorize'), false);
    assert.equal(listSteps(play(state, go)).includes('authorize'), true);
    assert.equal(listSteps(play(state, { kind: 'authorization', value: nobody })).includes('authorize'), true);
  });

  it('holds up until it is there, and then leads on by itself', () => {
    const waiting = play(atProvider(), { kind: 'authorization', value: nobody }, go, go, {
      kind: 'authorization',
      value: { kind: 'waiting' },
    });
    assert.equal(waiting.step, 'authorize');
    assert.deepEqual(findProblems(waiting), [{ field: 'authorization', code: 'notAuthorized' }]);
    assert.equal(play(waiting, { kind: 'authorization', value: alice }).step, 'repository');
  });

  it('keeps everything when it is lost later, says so, and can be made up for', () => {
    const before = atReview();
    const lost = play(before, { kind: 'authorization', value: nobody });
    assert.deepEqual({ ...lost, authorization: alice }, before);
    assert.deepEqual(findProblems(lost), [{ field: 'authorization', code: 'notAuthorized' }]);
    assert.equal(canCreate(lost), false);
    const again = play(lost, { kind: 'goTo', step: 'authorize' });
    assert.equal(again.step, 'authorize');
    const found = play(again, { kind: 'authorization', value: alice });
    assert.equal(found.step, 'repository');
    assert.deepEqual(found.repository, sales);
  });

  it('keeps a repository that another account chose, and has it checked again', () => {
    const state = play(atStarter(), { kind: 'authorization', value: bob });
    assert.deepEqual(state.repository, sales);
    assert.equal(state.check, undefined);
    assert.equal(isCheckDue(state), true);
    assert.equal(play(atStarter(), { kind: 'authorization', value: alice }).check?.results.length, 5);
  });
});

describe('what is chosen in the wizard', () => {
  it('starts over with another repository, and only there', () => {
    const state = play(
      afterFailure(),
      { kind: 'branch', value: 'maia' },
      { kind: 'repository', value: returns },
      { kind: 'checked', repository: sales, check: createCheck() },
      { kind: 'result', repository: sales, result: { id: 'notEmpty', state: 'failed' } },
    );
    assert.deepEqual(
      [state.check, state.plan, state.creation, state.branch, state.details.name],
      [undefined, undefined, { isRunning: false }, 'main', 'Sales analytics'],
    );
  });

  it('stays as it is when the same repository is chosen again', () => {
    const state = play(atStarter(), { kind: 'branch', value: 'maia' });
    assert.equal(play(state, { kind: 'repository', value: { ...sales } }), state);
  });

  it('waits for all results once the first has come', () => {
    const state = play(
      atRepository(),
      { kind: 'repository', value: sales },
      { kind: 'result', repository: sales, result: { id: 'notEmpty', state: 'passed' } },
    );
    assert.deepEqual(findProblems(state), [{ field: 'repository', code: 'checking' }]);
    assert.deepEqual(
      state.check?.results.map((result) => result.state),
      ['checking', 'passed', 'checking', 'checking', 'checking'],
    );
  });

  it('waits for a repair, and says why one failed', () => {
    const repairing = play(atStarter(), back, { kind: 'repairing' });
    assert.deepEqual(findProblems(repairing), [{ field: 'repository', code: 'checking' }]);
    const failed = play(repairing, { kind: 'repairFailed', reason: 'main is protected' });
    assert.deepEqual(failed.repair, { isRunning: false, failure: 'main is protected' });
    assert.equal(
      play(repairing, { kind: 'repository', value: returns }, { kind: 'repairFailed', reason: '' }).repair,
      undefined,
    );
    assert.equal(play(repairing, { kind: 'checked', repository: sales, check: createCheck() }).repair, undefined);
  });

  it('keeps what was prepared for another platform until its return', () => {
    const state = play(
      atStarter(),
      { kind: 'preparation', change: { fields: { account: 'acme-eu' } } },
      { kind: 'preparation', change: { fields: { role: 'LOADER' } } },
      { kind: 'details', change: { dataPlatform: 'databricks' } },
      { kind: 'preparation', change: { environmentName: 'Test' } },
    );
    assert.deepEqual(state.preparation?.fields, { account: 'acme-eu', role: 'LOADER' });
    assert.equal(state.preparation.environmentName, 'Test');
  });

  it('goes on without a preparation, of which it lets go of what was refused', () => {
    const state = play(
      atStarter(),
      go,
      {
        kind: 'preparation',
        change: { environmentName: 'Test', fields: { secretName: 'ghp_' + 'a1B2c3D4e5'.repeat(4) } },
      },
      { kind: 'continue' },
    );
    assert.equal(state.step, 'prepare');
    assert.deepEqual(findProblems(state), [{ field: 'secretName', code: 'looksLikeSecret' }]);
    const skipped = play(state, { kind: 'skipPreparation' });
    assert.equal(skipped.step, 'review');
    assert.equal(skipped.preparation?.environmentName, 'Test');
    assert.deepEqual(skipped.preparation.fields, {});
    assert.equal(play(atStarter(), go, { kind: 'skipPreparation' }).step, 'review');
  });
});
