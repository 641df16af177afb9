import { assertNever } from '../base/assertNever';
import { emptyPreparation, type Preparation } from '../projects/preparation';
import { maiaBranch } from '../projects/project';
import { toDefaultMessage } from './defaultMessage';
import { isSameRepository } from './sameRepository';
import type { PersonEvent } from './wizardEvent';
import type { WizardState } from './wizardState';

export type Edit = Extract<
  PersonEvent,
  {
    readonly kind:
      'details' | 'configuration' | 'provider' | 'repository' | 'branch' | 'starter' | 'preparation' | 'message';
  }
>;

/** Takes in what was typed or chosen, right or wrong. What is as before changes nothing. */
export function applyEdit(state: WizardState, edit: Edit): WizardState {
  const change = toChange(state, edit);
  if (isWithin(change, state)) return state;
  const changed: WizardState = { ...state, ...change };
  const { plan } = state;
  if (edit.kind === 'preparation' && state.creation.failure === undefined) return changed;
  if (edit.kind === 'message' && state.creation.failure === undefined) {
    return plan === undefined ? changed : { ...changed, plan: { ...plan, message: edit.value } };
  }
  return { ...forgetFailure(changed), plan: undefined, planFailure: undefined };
}

function toChange(state: WizardState, edit: Edit): Partial<WizardState> {
  switch (edit.kind) {
    case 'details': {
      const details = { ...state.details, ...edit.change };
      const isOwnMessage = state.message !== toDefaultMessage(state.details.name);
      return { details, message: isOwnMessage ? state.message : toDefaultMessage(details.name) };
    }
    case 'configuration':
      return { configuration: edit.value };
    case 'provider':
      return { provider: edit.value };
    case 'repository':
      return isSameRepository(edit.value, state.repository)
        ? { repository: edit.value }
        : {
            repository: edit.value,
            check: undefined,
            repair: undefined,
            branch: maiaBranch,
            creation: { isRunning: false },
          };
    case 'branch':
      // A commit that another branch has is none that this one has.
      return edit.value === state.branch ? {} : { branch: edit.value, creation: { isRunning: false } };
    case 'starter':
      return { starter: edit.value };
    case 'preparation':
      return { preparation: mergePreparation(state.preparation ?? emptyPreparation, edit.change) };
    case 'message':
      return { message: edit.value };
    default:
      return assertNever(edit);
  }
}

/** Field by field, so that what was typed for another platform waits for its return. */
function mergePreparation(before: Preparation, change: Partial<Preparation>): Preparation {
  return { ...before, ...change, fields: { ...before.fields, ...change.fields } };
}

/** The commit stays known: whatever is planned next must not be committed twice. */
function forgetFailure(state: WizardState): WizardState {
  const { failure, commit } = state.creation;
  if (failure === undefined) return state;
  return { ...state, creation: commit === undefined ? { isRunning: false } : { isRunning: false, commit } };
}

function isWithin(part: Partial<WizardState>, whole: WizardState): boolean {
  const before: Readonly<Record<string, unknown>> = { ...whole };
  return Object.entries(part).every(([key, value]) => JSON.stringify(value) === JSON.stringify(before[key]));
}
