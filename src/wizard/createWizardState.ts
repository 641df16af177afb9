import { maiaBranch } from '../projects/project';
import { toDefaultMessage } from './defaultMessage';
import type { ChosenRepository, WizardState } from './wizardState';

/** A wizard at its first step; `repository` is the one it was opened on. */
export function createWizardState({ repository }: { readonly repository?: ChosenRepository } = {}): WizardState {
  return {
    version: 1,
    step: 'details',
    asked: [],
    details: { name: '', description: '', dataPlatform: 'snowflake' },
    knownNames: [],
    configuration: 'advanced',
    provider: 'bitbucket',
    authorization: { kind: 'unknown' },
    ...(repository === undefined ? {} : { repository }),
    branch: maiaBranch,
    starter: { kind: 'none' },
    message: toDefaultMessage(''),
    creation: { isRunning: false },
  };
}
