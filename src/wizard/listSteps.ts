import { wizardSteps, type WizardState, type WizardStep } from './wizardState';

/** The steps to show, in order. `authorize` is none of them unless it is needed; while that is unknown, only when reached. */
export function listSteps(state: WizardState): readonly WizardStep[] {
  const isLookingUp = state.authorization.kind === 'unknown' && state.step !== 'authorize';
  return listPath(state).filter((step) => step !== 'authorize' || !isLookingUp);
}

/** The steps that *Continue* and *Back* walk, in order: nobody gets past `authorize` before it is known to be done. */
export function listPath({ authorization }: WizardState): readonly WizardStep[] {
  return wizardSteps.filter((step) => step !== 'authorize' || authorization.kind !== 'authorized');
}
