import type { CreationPlan } from '../../../src/projects/creation';
import {
  prerequisiteIds,
  type PrerequisiteId,
  type PrerequisiteResult,
  type RepositoryCheck,
} from '../../../src/projects/prerequisite';
import { advance } from '../../../src/wizard/advance';
import { createWizardState } from '../../../src/wizard/createWizardState';
import type { WizardEvent } from '../../../src/wizard/wizardEvent';
import type { Authorization, ChosenRepository, WizardState } from '../../../src/wizard/wizardState';

export const sales: ChosenRepository = { workspace: 'acme', slug: 'sales', name: 'Sales', workspaceName: 'Acme' };
export const returns: ChosenRepository = { workspace: 'acme', slug: 'returns', name: 'Returns', workspaceName: 'Acme' };
export const alice: Authorization = { kind: 'authorized', accountId: 'alice', label: 'Alice' };
export const bob: Authorization = { kind: 'authorized', accountId: 'bob', label: 'Bob' };
export const nobody: Authorization = { kind: 'none', canSignIn: true };

/** All prerequisites passed, but for what is said. */
export function createCheck(
  states: Partial<Record<PrerequisiteId, PrerequisiteResult['state']>> = {},
): RepositoryCheck {
  return {
    results: prerequisiteIds.map((id) => ({ id, state: states[id] ?? 'passed' })),
    branches: ['main'],
    defaultBranch: 'main',
  };
}

export function createPlan(repository: ChosenRepository, branch = 'main'): CreationPlan {
  return {
    target: { workspace: repository.workspace, slug: repository.slug, branch },
    baseCommit: 'a'.repeat(40),
    message: 'Planned',
    files: [{ path: 'README.md', text: '# Sales\n' }],
  };
}

export function play(state: WizardState, ...events: readonly WizardEvent[]): WizardState {
  return events.reduce(advance, state);
}

export const go = { kind: 'continue' } as const;
export const back = { kind: 'back' } as const;

/** Somebody who is signed in has named a project and stands before the repositories. */
export function atRepository(): WizardState {
  return play(
    createWizardState(),
    { kind: 'authorization', value: alice },
    { kind: 'details', change: { name: 'Sales analytics' } },
    go,
    go,
    go,
  );
}

/** The same person has chosen one that is in order. */
export function atStarter(): WizardState {
  return play(
    atRepository(),
    { kind: 'repository', value: sales },
    { kind: 'checked', repository: sales, check: createCheck() },
    go,
  );
}

/** And stands before the commit, which is planned. */
export function atReview(): WizardState {
  return play(atStarter(), go, go, { kind: 'planned', plan: createPlan(sales) });
}

/** Which stopped while committing. */
export function afterFailure(): WizardState {
  return play(
    atReview(),
    { kind: 'creating', step: 'commit' },
    { kind: 'creationFailed', failure: { step: 'commit', kind: 'protected', reason: 'main is protected' } },
  );
}

/** As it is after a way through a store or a message: without keys that hold nothing. */
export function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
