import * as l10n from '@vscode/l10n';
import type { CreationStep } from '../../../projects/creation';

export const getFilesTitle = (): string => l10n.t('Files');
export const getShowChanges = (): string => l10n.t('Show Changes');
export const getPlanningText = (): string => l10n.t('Working out what to commit…');
export const getBranchHint = (): string =>
  l10n.t('Maia needs main. Choose another branch only if main takes no commits.');
export const getMessageLabel = (): string => l10n.t('Commit message');
export const getMessageHint = (): string => l10n.t('Others read it in the history of the repository.');
export const getRetry = (): string => l10n.t('Retry');
export const getLookAgain = (): string => l10n.t('Look at the Files Again');
export const getUseAnotherBranch = (): string => l10n.t('Use Another Branch');
export const getCommit = (): string => l10n.t('Commit and Continue in Maia');
export const getContinueInMaia = (): string => l10n.t('Continue in Maia');
export const getNothingToCommit = (): string => l10n.t('Everything is there already, so nothing is committed.');

export const toFileMark = (isNew: boolean): string => (isNew ? l10n.t('New') : l10n.t('Changed'));
export const toShowChangesLabel = (path: string): string => l10n.t('Show Changes in {0}', path);

/** Where the commit goes and whose it will be, in a sentence; nobody's while nobody is signed in. */
export function toTargetText(repository: string, branch: string, count: number, author: string | undefined): string {
  if (author === undefined) {
    return count === 1
      ? l10n.t('1 file goes to the branch {0} of {1}, in one commit.', branch, repository)
      : l10n.t('{2} files go to the branch {0} of {1}, in one commit.', branch, repository, count);
  }
  return count === 1
    ? l10n.t('1 file goes to the branch {0} of {1}, in one commit by {2}.', branch, repository, author)
    : l10n.t('{2} files go to the branch {0} of {1}, in one commit by {3}.', branch, repository, count, author);
}

export function getCreationStepText(step: CreationStep): string {
  switch (step) {
    case 'check':
      return l10n.t('Check that nothing has changed');
    case 'commit':
      return l10n.t('Commit');
    case 'verify':
      return l10n.t('Verify the commit on Bitbucket');
    case 'open':
      return l10n.t('Open the project');
  }
}

export function toFailureText(step: CreationStep, reason: string): string {
  return l10n.t('Stopped at “{0}”. {1}', getCreationStepText(step), reason);
}
