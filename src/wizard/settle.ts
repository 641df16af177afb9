import { isOpen } from './dueWork';
import { isPlannable } from './findProblems';
import { isSameRepository } from './sameRepository';
import type { WizardState } from './wizardState';

/** Lets go of what no longer fits after any change: a plan is for the review, and for what is valid and chosen now. */
export function settle(state: WizardState): WizardState {
  if (state.step === 'authorize' && state.authorization.kind === 'authorized') {
    return settle({ ...state, step: 'repository' });
  }
  if (!isOpen(state)) return state;
  const isPlanned = state.plan !== undefined || state.planFailure !== undefined;
  return isPlanned && !fitsPlan(state) ? { ...state, plan: undefined, planFailure: undefined } : state;
}

function fitsPlan(state: WizardState): boolean {
  const { plan, repository, branch } = state;
  if (!isPlannable(state)) return false;
  return plan === undefined || (isSameRepository(plan.target, repository) && plan.target.branch === branch);
}
