import * as l10n from '@vscode/l10n';
import type { FieldProblem } from '../../../wizard/wizardState';
import type { Shown } from '../pageModel';

/** What is only said after *Continue* was pressed: until then it is not a mistake but work still to do. */
const patient: readonly FieldProblem['code'][] = ['missing', 'checking', 'unmet', 'planning', 'notAuthorized'];

/** The sentence to show at a field; `undefined` while there is nothing to say. */
export function findProblemText({ state, problems }: Shown, field: string): string | undefined {
  const problem = problems.find((it) => it.field === field);
  if (problem === undefined) return undefined;
  if (patient.includes(problem.code) && !state.asked.includes(state.step)) return undefined;
  return toProblemText(problem);
}

/** What is missing or wrong, and what mends it. */
export function toProblemText({ field, code }: FieldProblem): string {
  switch (code) {
    case 'missing':
      return toMissingText(field);
    case 'tooLong':
      return l10n.t('This is too long. Please shorten it.');
    case 'notUnique':
      return l10n.t('You have a project with this name already. Choose another name.');
    case 'controlCharacters':
      return l10n.t('There are characters in it that cannot be shown, such as a line break. Please remove them.');
    case 'looksLikeSecret':
      return toSecretText(field);
    case 'invalid':
      return toInvalidText(field);
    case 'elsewhere':
      return l10n.t('This choice goes on in Maia. To go on here, choose a Bitbucket repository of your own.');
    case 'notAuthorized':
      return l10n.t('Bitbucket has not let this editor in yet. Authorize first.');
    case 'checking':
      return l10n.t('The repository is still being checked. One moment.');
    case 'unmet':
      if (field === 'plan') return l10n.t('What to commit could not be worked out, see above.');
      return l10n.t('The repository needs a repair or another choice, see its checks.');
    case 'planning':
      return l10n.t('What will be committed is still being worked out. One moment.');
  }
}

function toSecretText(field: string): string {
  return field === 'secretName'
    ? l10n.t('This looks like the secret itself. Enter only the name of the secret definition in Maia.')
    : l10n.t('This looks like a secret, and others could read it here. Please take it out.');
}

function toMissingText(field: string): string {
  switch (field) {
    case 'name':
      return l10n.t('Give the project a name.');
    case 'repository':
      return l10n.t('Choose a repository from the list.');
    case 'starter':
    case 'source':
      return l10n.t('Choose the repository whose pipelines are copied.');
    case 'branch':
      return l10n.t('Say which branch the commit goes to.');
    case 'message':
      return l10n.t('Write a message for the commit.');
    default:
      return l10n.t('This is still missing.');
  }
}

function toInvalidText(field: string): string {
  if (field === 'branch') return l10n.t('Git does not take this as the name of a branch.');
  if (field === 'starter') return l10n.t('This is the project’s own branch. Choose another repository to copy from.');
  return l10n.t('This cannot be used here.');
}
