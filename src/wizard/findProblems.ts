import { assertNever } from '../base/assertNever';
import type { PrerequisiteResult } from '../projects/prerequisite';
import { findBranchProblems, findDetailsProblems, findMessageProblems, findPreparationProblems } from './textProblems';
import type { FieldProblem, WizardState, WizardStep } from './wizardState';

/**
 * What stands in the way of *Continue* on the shown step, in the order of its fields. Fields are named like those of the
 * state, of the details and of the preparation, `source` and `sourceBranch` in the starter content; the first
 * prerequisite that is not met is at its id. The review has the problems of all steps before it, too.
 */
export function findProblems(state: WizardState): readonly FieldProblem[] {
  if (state.step !== 'review') return findStepProblems(state, state.step);
  return [...findAuthorizationProblems(state), ...findEarlierProblems(state), ...findCommitProblems(state)];
}

/** The same for any step, without looking at the others. */
export function findStepProblems(state: WizardState, step: WizardStep): readonly FieldProblem[] {
  switch (step) {
    case 'details':
      return findDetailsProblems(state);
    case 'configuration':
      return state.configuration === 'advanced' ? [] : [{ field: 'configuration', code: 'elsewhere' }];
    case 'provider':
      return state.provider === 'bitbucket' ? [] : [{ field: 'provider', code: 'elsewhere' }];
    case 'authorize':
      return findAuthorizationProblems(state);
    case 'repository':
      return [...findAuthorizationProblems(state), ...findRepositoryProblems(state)];
    case 'starter':
      return [...findAuthorizationProblems(state), ...findStarterProblems(state)];
    case 'prepare':
      return [...findAuthorizationProblems(state), ...findPrepareProblems(state)];
    case 'review':
      return [...findAuthorizationProblems(state), ...findBranchProblems(state), ...findCommitProblems(state)];
    case 'handOver':
      return [];
    default:
      return assertNever(step);
  }
}

/** Whether a commit can be planned, or a plan be kept: it waits neither for a check nor for an authorization, nor for the message. */
export function isPlannable(state: WizardState): boolean {
  return state.step === 'review' && findEarlierProblems(state).every(({ code }) => code === 'checking');
}

function findEarlierProblems(state: WizardState): readonly FieldProblem[] {
  return [
    ...findDetailsProblems(state),
    ...findStepProblems(state, 'configuration'),
    ...findStepProblems(state, 'provider'),
    ...findRepositoryProblems(state),
    ...findStarterProblems(state),
    ...findPrepareProblems(state),
    ...findBranchProblems(state),
  ];
}

function findAuthorizationProblems({ authorization }: WizardState): readonly FieldProblem[] {
  if (authorization.kind === 'authorized') return [];
  return [{ field: 'authorization', code: authorization.kind === 'unknown' ? 'checking' : 'notAuthorized' }];
}

function findRepositoryProblems({ repository, check, repair }: WizardState): readonly FieldProblem[] {
  if (repository === undefined) return [{ field: 'repository', code: 'missing' }];
  if (check === undefined || repair?.isRunning === true) return [{ field: 'repository', code: 'checking' }];
  if (check.results.some(({ state }) => state === 'checking')) return [{ field: 'repository', code: 'checking' }];
  const isPermissionKnown = check.results.some(({ id }) => id === 'writePermission');
  // One is enough: mending the first often mends the others.
  const unmet = isPermissionKnown ? check.results.find(isUnmet)?.id : 'writePermission';
  return unmet === undefined ? [] : [{ field: unmet, code: 'unmet' }];
}

/** What could not be asked does not keep anybody, except from a repository that may take no commit. */
function isUnmet({ id, state }: PrerequisiteResult): boolean {
  return state === 'failed' || (state === 'unknown' && id === 'writePermission');
}

function findStarterProblems({ starter, repository, branch }: WizardState): readonly FieldProblem[] {
  if (starter.kind !== 'repository') return [];
  const { source } = starter;
  if (source.workspace === '' || source.slug === '') return [{ field: 'source', code: 'missing' }];
  if (source.branch === '') return [{ field: 'sourceBranch', code: 'missing' }];
  const isItself =
    source.workspace === repository?.workspace && source.slug === repository.slug && source.branch === branch;
  return isItself ? [{ field: 'starter', code: 'invalid' }] : [];
}

function findPrepareProblems({ preparation, details }: WizardState): readonly FieldProblem[] {
  return preparation === undefined ? [] : findPreparationProblems(preparation, details.dataPlatform);
}

function findCommitProblems(state: WizardState): readonly FieldProblem[] {
  const problems = findMessageProblems(state);
  if (state.plan !== undefined) return problems;
  return [...problems, { field: 'plan', code: state.planFailure === undefined ? 'planning' : 'unmet' }];
}
