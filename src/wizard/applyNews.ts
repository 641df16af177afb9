import { assertNever } from '../base/assertNever';
import { prerequisiteIds, type PrerequisiteResult, type RepositoryCheck } from '../projects/prerequisite';
import type { Creation, CreationPlan } from '../projects/creation';
import { canCreate, isOpen } from './dueWork';
import { isPlannable } from './findProblems';
import { isSameRepository } from './sameRepository';
import { isSameName } from './textProblems';
import type { HostEvent } from './wizardEvent';
import type { Authorization, ChosenRepository, WizardState } from './wizardState';

/** Takes in what the host found out or did; what comes too late for what is shown now is dropped. */
export function applyNews(state: WizardState, news: HostEvent): WizardState {
  switch (news.kind) {
    case 'knownNames':
      return { ...state, knownNames: withoutOwn(state, news.names) };
    case 'authorization':
      return applyAuthorization(state, news.value);
    case 'checked':
      return isCheckWanted(state, news.repository) ? { ...state, check: news.check, repair: undefined } : state;
    case 'result':
      return isCheckWanted(state, news.repository) ? { ...state, check: withResult(state.check, news.result) } : state;
    case 'repairing':
      return state.repository !== undefined && isOpen(state) ? { ...state, repair: { isRunning: true } } : state;
    case 'repairFailed':
      return state.repair?.isRunning === true
        ? { ...state, repair: { isRunning: false, failure: news.reason } }
        : state;
    case 'planned':
      return applyPlan(state, news.plan);
    case 'planFailed':
      return isPlanWanted(state) ? { ...state, plan: undefined, planFailure: news.reason } : state;
    case 'creating':
      return startOrGoOn(state, news.step);
    case 'committed':
    case 'creationFailed':
    case 'created':
      return state.creation.isRunning ? applyCreation(state, news) : state;
    case 'linked':
      return state.step === 'handOver' ? { ...state, isLinked: true } : state;
    default:
      return assertNever(news);
  }
}

/** While the commit is made the plan stands; what was not known by then is asked again after a failure. */
function isCheckWanted(state: WizardState, repository: ChosenRepository): boolean {
  return isOpen(state) && isSameRepository(repository, state.repository);
}

type CreationNews = Extract<HostEvent, { readonly kind: 'committed' | 'creationFailed' | 'created' }>;

function applyCreation(state: WizardState, news: CreationNews): WizardState {
  const { creation } = state;
  switch (news.kind) {
    case 'committed':
      return { ...state, creation: { ...creation, commit: news.commit } };
    case 'creationFailed': {
      const { failure } = news;
      return { ...state, creation: { ...creation, isRunning: false, step: failure.step, failure } };
    }
    case 'created':
      return { ...state, step: 'handOver', creation: { ...creation, isRunning: false, step: 'open' } };
    default:
      return assertNever(news);
  }
}

/** A creation begins on a review without problems; from then on everything the host says is about that one. */
function startOrGoOn(state: WizardState, step: NonNullable<WizardState['creation']['step']>): WizardState {
  if (!state.creation.isRunning && !canCreate(state)) return state;
  return { ...state, creation: { ...state.creation, isRunning: true, step, failure: undefined } };
}

/** Rights are asked for again after every new authorization: it may be another account, or the same with other rights. */
function applyAuthorization(state: WizardState, value: Authorization): WizardState {
  const before = state.authorization;
  // Sessions change with every renewal of a token: what is known already is no news, and nothing to keep.
  if (isSameAuthorization(before, value)) return state;
  const isNew = value.kind === 'authorized' && (before.kind !== 'authorized' || before.accountId !== value.accountId);
  if (!isNew || state.step === 'handOver') return { ...state, authorization: value };
  return { ...state, authorization: value, check: undefined, repair: undefined };
}

function isSameAuthorization(one: Authorization, other: Authorization): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The rest counts as being asked until `checked` has the whole. */
function withResult(check: RepositoryCheck | undefined, result: PrerequisiteResult): RepositoryCheck {
  const before = check ?? { results: prerequisiteIds.map((id) => ({ id, state: 'checking' as const })), branches: [] };
  const others = before.results.filter(({ id }) => id !== result.id);
  const results = [...others, result].sort((a, b) => prerequisiteIds.indexOf(a.id) - prerequisiteIds.indexOf(b.id));
  return { ...before, results };
}

function applyPlan(state: WizardState, plan: CreationPlan): WizardState {
  const isMeant = isSameRepository(plan.target, state.repository) && plan.target.branch === state.branch;
  if (!isPlanWanted(state) || !isMeant) return state;
  const { creation, message } = state;
  // Planned against the branch as it is now: what still needs committing is not in the commit that is known.
  const isNew = plan.files.length > 0 && creation.commit !== undefined;
  return {
    ...state,
    plan: { ...plan, message },
    planFailure: undefined,
    creation: { ...withoutOutdated(creation), ...(isNew && { commit: undefined }) },
  };
}

/** What somebody else changed is in the new plan, so that it stands in nobody's way any more. */
function withoutOutdated(creation: Creation): Creation {
  return creation.failure?.kind === 'changed' ? { isRunning: false, commit: creation.commit } : creation;
}

function isPlanWanted(state: WizardState): boolean {
  return isOpen(state) && isPlannable(state);
}

/** Once its commit is under way, a project may be known under its name already: by ourselves. */
function withoutOwn({ creation, details }: WizardState, names: readonly string[]): readonly string[] {
  const isOwnKnown = creation.step !== undefined || creation.commit !== undefined;
  return isOwnKnown ? names.filter((name) => !isSameName(name, details.name)) : names;
}
