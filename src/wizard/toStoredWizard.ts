import { looksLikeSecret } from '../projects/looksLikeSecret';
import type { Preparation } from '../projects/preparation';
import type { Authorization, WizardState } from './wizardState';

/**
 * A state as it is to be kept: at rest, nothing in it still running, nothing that is found out again anyway, and no text
 * of the preparation that was refused because it looks like a secret.
 */
export function toStoredWizard(state: WizardState): WizardState {
  const { preparation, check, repair, step } = state;
  const isCheckWhole = check?.results.every((result) => result.state !== 'checking') === true;
  return {
    ...state,
    authorization: toResting(state.authorization),
    check: isCheckWhole ? check : undefined,
    repair: repair?.isRunning === true ? undefined : repair,
    preparation: preparation === undefined ? undefined : withoutSecrets(preparation),
    plan: step === 'handOver' ? state.plan : undefined,
    planFailure: undefined,
    creation: { ...state.creation, isRunning: false },
  };
}

function toResting(authorization: Authorization): Authorization {
  return authorization.kind === 'waiting' ? { kind: 'unknown' } : authorization;
}

function withoutSecrets(preparation: Preparation): Preparation {
  const keep = (text: string): string => (looksLikeSecret(text) ? '' : text);
  return {
    deployment: preparation.deployment,
    environmentName: keep(preparation.environmentName),
    runner: keep(preparation.runner),
    defaultAccess: keep(preparation.defaultAccess),
    fields: Object.fromEntries(Object.entries(preparation.fields).filter(([, text]) => !looksLikeSecret(text))),
  };
}
