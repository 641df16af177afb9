import { findPreparationProblems } from './textProblems';
import { findStepProblems } from './findProblems';
import { listPath } from './listSteps';
import type { Preparation } from '../projects/preparation';
import type { WizardState, WizardStep } from './wizardState';

/** To the next step, or to the first where something is missing. From the review nothing but the commit leads on. */
export function goOn(state: WizardState): WizardState {
  const path = listPath(state);
  const next = path[path.indexOf(state.step) + 1];
  if (next === undefined) return state;
  const missing = findFirstMissing(state, next);
  if (missing !== undefined) return ask(state, missing);
  return next === 'handOver' ? state : enter(state, next);
}

export function goBack(state: WizardState): WizardState {
  const path = listPath(state);
  const previous = path[path.indexOf(state.step) - 1];
  return previous === undefined ? state : enter(state, previous);
}

/** Backwards always; forwards as far as nothing is missing. */
export function goTo(state: WizardState, step: WizardStep): WizardState {
  const path = listPath(state);
  if (step === state.step || step === 'handOver' || !path.includes(step)) return state;
  if (path.indexOf(step) < path.indexOf(state.step)) return enter(state, step);
  const missing = findFirstMissing(state, step);
  return missing === undefined ? enter(state, step) : ask(state, missing);
}

/** On without a preparation; what was typed and is fine stays, what was refused goes. */
export function skipPreparation(state: WizardState): WizardState {
  if (state.step !== 'prepare') return state;
  const { preparation, details } = state;
  if (preparation === undefined) return goOn(state);
  const refused = new Set(findPreparationProblems(preparation, details.dataPlatform).map(({ field }) => field));
  return goOn(refused.size === 0 ? state : { ...state, preparation: without(preparation, refused) });
}

function without(preparation: Preparation, refused: ReadonlySet<string>): Preparation {
  const keep = (field: string, text: string): string => (refused.has(field) ? '' : text);
  return {
    deployment: preparation.deployment,
    environmentName: keep('environmentName', preparation.environmentName),
    runner: keep('runner', preparation.runner),
    defaultAccess: keep('defaultAccess', preparation.defaultAccess),
    fields: Object.fromEntries(Object.entries(preparation.fields).filter(([field]) => !refused.has(field))),
  };
}

/** The shown step comes first: nobody is sent away from what is missing before their eyes. */
function findFirstMissing(state: WizardState, end: WizardStep): WizardStep | undefined {
  const path = listPath(state);
  const isMissing = (step: WizardStep): boolean => findStepProblems(state, step).length > 0;
  return isMissing(state.step) ? state.step : path.slice(0, path.indexOf(end)).find(isMissing);
}

function ask(state: WizardState, step: WizardStep): WizardState {
  const asked = state.asked.includes(step) ? state.asked : [...state.asked, step];
  return enter(asked === state.asked ? state : { ...state, asked }, step);
}

/** A plan is made anew each time the review is entered, for the branch may have moved meanwhile. */
function enter(state: WizardState, step: WizardStep): WizardState {
  return step === state.step ? state : { ...state, step, plan: undefined, planFailure: undefined };
}
