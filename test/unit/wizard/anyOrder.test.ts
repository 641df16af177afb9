import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyPreparation } from '../../../src/projects/preparation';
import { advance } from '../../../src/wizard/advance';
import { createWizardState } from '../../../src/wizard/createWizardState';
import { canCreate, isCheckDue, isPlanDue } from '../../../src/wizard/dueWork';
import { findProblems, findStepProblems } from '../../../src/wizard/findProblems';
import { listSteps } from '../../../src/wizard/listSteps';
import { readWizardState } from '../../../src/wizard/readWizardState';
import { toStoredWizard } from '../../../src/wizard/toStoredWizard';
import type { WizardEvent } from '../../../src/wizard/wizardEvent';
import type { WizardState, WizardStep } from '../../../src/wizard/wizardState';
import { arbitraryEvents } from './arbitraryEvents';
import { afterFailure, atRepository, atReview, atStarter, back, go, play, toJson } from './samples';

const starts: readonly WizardState[] = [createWizardState(), atRepository(), atStarter(), atReview(), afterFailure()];
const start = fc.constantFrom(...starts);

/** Every state on the way, with the one before it. */
function walk(
  from: WizardState,
  events: readonly WizardEvent[],
  look: (now: WizardState, before: WizardState, event: WizardEvent) => void,
): void {
  let before = from;
  for (const event of events) {
    const now = advance(before, event);
    look(now, before, event);
    before = now;
  }
}

function check(look: (now: WizardState, before: WizardState, event: WizardEvent) => void): void {
  const property = fc.property(start, arbitraryEvents, (from, events) => {
    walk(from, events, look);
  });
  fc.assert(property, { numRuns: 400 });
}

describe('whatever happens in the wizard, in whatever order', () => {
  it('plans and commits only for the repository and branch that are chosen', () => {
    check((now) => {
      if (now.plan === undefined) return;
      const { workspace, slug } = now.repository ?? assert.fail('planned for no repository');
      assert.deepEqual(now.plan.target, { workspace, slug, branch: now.branch });
      assert.equal(now.plan.message, now.message);
    });
  });

  it('plans and commits only what makes a valid project', () => {
    check((now) => {
      if (now.plan === undefined && !now.creation.isRunning) return;
      assert.ok(now.step === 'review' || now.step === 'handOver');
      const steps: readonly WizardStep[] = ['details', 'configuration', 'provider', 'prepare'];
      const wrong = steps
        .flatMap((step) => findStepProblems(now, step))
        .filter(({ field }) => field !== 'authorization');
      if (now.step === 'review') assert.deepEqual(wrong, []);
    });
  });

  it('begins a commit only when nothing is missing, and hands over only what was begun', () => {
    check((now, before) => {
      if (now.creation.isRunning && !before.creation.isRunning) assert.deepEqual(findProblems(before), []);
      if (now.step === 'handOver') assert.ok(before.step === 'handOver' || before.creation.isRunning);
      if (now.creation.isRunning) assert.equal(now.step, 'review');
    });
  });

  it('shows only steps that apply, and asks nobody for authorization who has it', () => {
    check((now) => {
      const isAuthorized = now.authorization.kind === 'authorized';
      assert.ok(listSteps(now).includes(now.step));
      assert.ok(!(isAuthorized && listSteps(now).includes('authorize')));
      assert.notEqual(now.step === 'authorize' && isAuthorized, true);
    });
  });

  it('goes forwards over nothing that is missing', () => {
    check((now, before) => {
      const order = listSteps({ ...now, authorization: { kind: 'waiting' } });
      if (order.indexOf(now.step) <= order.indexOf(before.step) || now.step === 'handOver') return;
      if (before.step !== 'authorize')
        assert.deepEqual(findStepProblems({ ...now, step: before.step }, before.step), []);
    });
  });

  it('changes and leaves nothing while the commit is made and after it', () => {
    check((now, before, event) => {
      if (before.step !== 'handOver' && !before.creation.isRunning) return;
      const kept = (state: WizardState): unknown => [
        state.details,
        state.repository,
        state.branch,
        state.starter,
        state.preparation,
        state.message,
        state.plan,
      ];
      assert.deepEqual(kept(now), kept(before));
      assert.ok(now.step === before.step || event.kind === 'created');
    });
  });

  it('loses no text that was typed', () => {
    check((now, before, event) => {
      const isClosed = before.step === 'handOver' || before.creation.isRunning;
      const isTyped = (kind: WizardEvent['kind']): boolean => event.kind === kind && !isClosed;
      if (event.kind === 'details' && !isClosed) assert.deepEqual(now.details, { ...before.details, ...event.change });
      else assert.deepEqual(now.details, before.details);
      if (event.kind === 'message' && !isClosed) assert.equal(now.message, event.value);
      else if (!isTyped('details')) assert.equal(now.message, before.message);
      if (event.kind === 'branch' && !isClosed) assert.equal(now.branch, event.value);
      else if (!isTyped('repository')) assert.equal(now.branch, before.branch);
      if (event.kind === 'preparation' && !isClosed) {
        const { fields } = before.preparation ?? emptyPreparation;
        assert.deepEqual(now.preparation?.fields, { ...fields, ...event.change.fields });
      } else if (!isTyped('skipPreparation')) assert.deepEqual(now.preparation, before.preparation);
      if (!isTyped('starter')) assert.deepEqual(now.starter, before.starter);
    });
  });

  it('forgets a commit only for another target or for one that is still to make', () => {
    check((now, before, event) => {
      if (before.creation.commit === undefined || now.creation.commit !== undefined) return;
      assert.ok(event.kind === 'repository' || event.kind === 'branch' || event.kind === 'planned', event.kind);
    });
  });

  it('comes back to where it was by going back and on again', () => {
    check((now) => {
      const before = play(now, back);
      if (before.step === now.step || findStepProblems(before, before.step).length > 0) return;
      const again = play(before, go);
      // Something that came to be wrong earlier is shown instead.
      if (again.step !== now.step) return;
      assert.deepEqual(toJson(again), toJson({ ...now, plan: undefined, planFailure: undefined }));
    });
  });

  it('gives its host work only as long as that is not done', () => {
    check((now) => {
      if (isPlanDue(now)) assert.ok(now.plan === undefined && now.planFailure === undefined && now.step === 'review');
      if (isCheckDue(now)) assert.ok(now.check === undefined && now.repository !== undefined);
      assert.ok(!(canCreate(now) && (isPlanDue(now) || isCheckDue(now))));
    });
  });

  it('is kept and read back as it is at rest', () => {
    check((now) => {
      const read = readWizardState(toJson(toStoredWizard(now))) ?? assert.fail('not read');
      assert.deepEqual(toJson(read), toJson(toStoredWizard(read)));
      assert.equal(read.creation.isRunning, false);
      const atRest = toStoredWizard(now);
      const isAsLeft = atRest.step !== 'authorize' || atRest.authorization.kind !== 'authorized';
      if (isAsLeft) assert.deepEqual(toJson(read), toJson(atRest));
      assert.deepEqual(toJson(readWizardState(toJson(now)) ?? read), toJson(read));
    });
  });
});
