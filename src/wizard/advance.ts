import { applyEdit } from './applyEdit';
import { applyNews } from './applyNews';
import { isOpen } from './dueWork';
import { goBack, goOn, goTo, skipPreparation } from './navigation';
import { settle } from './settle';
import type { WizardEvent } from './wizardEvent';
import type { WizardState } from './wizardState';

/**
 * What the wizard is after something happened. Total: an event that does not fit, late or unknown, gives back the very
 * state. While the commit is made, and once it is handed over, the person changes nothing.
 */
export function advance(state: WizardState, event: WizardEvent): WizardState {
  return settle(apply(state, event));
}

function apply(state: WizardState, event: WizardEvent): WizardState {
  const isClosed = !isOpen(state);
  switch (event.kind) {
    case 'continue':
      return isClosed ? state : goOn(state);
    case 'back':
      return isClosed ? state : goBack(state);
    case 'goTo':
      return isClosed ? state : goTo(state, event.step);
    case 'skipPreparation':
      return isClosed ? state : skipPreparation(state);
    case 'details':
    case 'configuration':
    case 'provider':
    case 'repository':
    case 'branch':
    case 'starter':
    case 'preparation':
    case 'message':
      return isClosed ? state : applyEdit(state, event);
    case 'knownNames':
    case 'authorization':
    case 'checked':
    case 'result':
    case 'repairing':
    case 'repairFailed':
    case 'planned':
    case 'planFailed':
    case 'creating':
    case 'committed':
    case 'creationFailed':
    case 'created':
    case 'linked':
      return applyNews(state, event);
    default:
      return state;
  }
}
