import { findProblems, isPlannable } from './findProblems';
import type { WizardState } from './wizardState';

/** Whether the person may still change and go: no commit is being made, and none was handed over. */
export function isOpen({ creation, step }: WizardState): boolean {
  return !creation.isRunning && step !== 'handOver';
}

/** Whether the host has to check the repository now: nobody did since it was chosen or since the last authorization. */
export function isCheckDue(state: WizardState): boolean {
  const { repository, check, authorization } = state;
  return repository !== undefined && check === undefined && authorization.kind === 'authorized' && isOpen(state);
}

/** Whether the host has to plan the commit now. After a failure it does so only when the person asks. */
export function isPlanDue(state: WizardState): boolean {
  if (!isPlannable(state) || !isOpen(state) || state.authorization.kind !== 'authorized') return false;
  return state.plan === undefined && state.planFailure === undefined;
}

/** Whether what was planned for one state is still what the other needs; plans take time, and people go on typing. */
export function needsSamePlan(one: WizardState, other: WizardState): boolean {
  return (
    one.details === other.details &&
    one.repository === other.repository &&
    one.branch === other.branch &&
    one.starter === other.starter
  );
}

/** Whether the commit may be made, or tried again. */
export function canCreate(state: WizardState): boolean {
  return state.step === 'review' && isOpen(state) && findProblems(state).length === 0;
}
