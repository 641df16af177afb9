import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWizardState } from '../../../src/wizard/createWizardState';
import { isCheckDue, isPlanDue } from '../../../src/wizard/dueWork';
import { readWizardState } from '../../../src/wizard/readWizardState';
import { toStoredWizard } from '../../../src/wizard/toStoredWizard';
import type { WizardState } from '../../../src/wizard/wizardState';
import {
  afterFailure,
  alice,
  atRepository,
  atReview,
  atStarter,
  back,
  go,
  nobody,
  play,
  sales,
  toJson,
} from './samples';

const token = `ghp_${'a1B2c3D4e5'.repeat(4)}`;

function reopen(state: WizardState): WizardState {
  return readWizardState(toJson(state)) ?? assert.fail('not read');
}

describe('a wizard that was closed and is opened again', () => {
  it('is on the same step with everything that was typed', () => {
    for (const state of [createWizardState(), atRepository(), atStarter(), play(atStarter(), go)]) {
      assert.deepEqual(toJson(reopen(state)), toJson(state));
    }
  });

  it('plans the commit again, and remembers how the last attempt ended', () => {
    const state = reopen(afterFailure());
    assert.equal(state.step, 'review');
    assert.equal(isPlanDue(state), true);
    assert.deepEqual(state.creation, afterFailure().creation);
  });

  it('has nothing running any more, and knows the commit that was made', () => {
    const state = reopen(
      play(atReview(), { kind: 'creating', step: 'commit' }, { kind: 'committed', commit: 'c0ffee' }),
    );
    assert.deepEqual(state.creation, { step: 'commit', isRunning: false, commit: 'c0ffee' });
    const repairing = reopen(play(atStarter(), back, { kind: 'repairing' }));
    assert.equal(repairing.repair, undefined);
    const waiting = reopen(play(atStarter(), { kind: 'authorization', value: { kind: 'waiting' } }));
    assert.deepEqual(waiting.authorization, { kind: 'unknown' });
  });

  it('has a repository checked again whose check was not finished', () => {
    const state = play(
      atRepository(),
      { kind: 'repository', value: sales },
      { kind: 'result', repository: sales, result: { id: 'notEmpty', state: 'passed' } },
    );
    assert.equal(isCheckDue(reopen(state)), true);
  });

  it('keeps what was handed over', () => {
    const done = play(atReview(), { kind: 'creating', step: 'check' }, { kind: 'created' });
    assert.deepEqual(toJson(reopen(done)), toJson(done));
  });

  it('was never stored with a secret that was refused', () => {
    const state = play(atStarter(), go, {
      kind: 'preparation',
      change: { environmentName: 'Test', runner: token, fields: { secretName: token, account: 'acme', host: token } },
    });
    const stored = JSON.stringify(toStoredWizard(state));
    assert.equal(stored.includes(token), false);
    assert.deepEqual(toStoredWizard(state).preparation?.fields, { account: 'acme' });
  });

  it('loses nothing that was typed because something else in it is broken', () => {
    const broken = {
      ...atReview(),
      ...{ asked: 'x', knownNames: 1, authorization: {}, check: 1, repair: 1, plan: 1, planFailure: 1, creation: 1 },
    };
    const state = readWizardState(broken) ?? assert.fail('not read');
    assert.deepEqual(state.details, atReview().details);
    assert.deepEqual(state.repository, sales);
    assert.deepEqual([state.creation, state.authorization], [{ isRunning: false }, { kind: 'unknown' }]);
  });

  it('stands where it can be gone on with', () => {
    const { repository, ...rest } = atReview();
    assert.deepEqual(repository, sales);
    assert.equal(readWizardState(rest)?.step, 'repository');
    const atAuthorize = { ...atRepository(), step: 'authorize' };
    assert.equal(readWizardState(atAuthorize)?.step, 'repository');
    assert.equal(readWizardState({ ...atAuthorize, authorization: nobody })?.step, 'authorize');
    assert.deepEqual(readWizardState({ ...atAuthorize, authorization: alice })?.authorization, alice);
  });

  it('is none when something else was stored', () => {
    for (const value of [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { ...atReview(), version: 2 },
      { ...atReview(), details: {} },
    ]) {
      assert.equal(readWizardState(value), undefined);
    }
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.constantFrom(...Object.keys(atReview())), (value, part, key) => {
        readWizardState(value);
        readWizardState({ ...atReview(), [key]: part });
      }),
    );
  });
});
