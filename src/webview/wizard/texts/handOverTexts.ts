import * as l10n from '@vscode/l10n';

export const toCopyLabel = (field: string): string => l10n.t('Copy {0}', field);
export const toCopiedText = (field: string): string => l10n.t('{0} copied.', field);
export const getNotPrepared = (): string => l10n.t('Decide in Maia');
export const getOpenMaia = (): string => l10n.t('Open Maia');
export const getOpenProject = (): string => l10n.t('Open the Project Here');
export const getCreatePullRequest = (): string => l10n.t('Create the Pull Request');
export const toMergeText = (branch: string, target: string): string =>
  l10n.t(
    'The files are on {0} so far. Merge it into {1} first: Maia works with {1} and does not see them before.',
    branch,
    target,
  );
export const getSheetTitle = (): string => l10n.t('What Maia will ask, in its order');
export const getLinkTitle = (): string => l10n.t('Link to Maia');
export const getLinkLabel = (): string => l10n.t('Address of the project in Maia');
export const getLinkHint = (): string =>
  l10n.t('Copy it from your browser’s address bar when the project or Designer is open.');
export const getLink = (): string => l10n.t('Link');
export const getLinked = (): string => l10n.t('Linked. Open in Maia now leads straight to this project.');
export const getNotUnderstood = (): string =>
  l10n.t('This is not the address of a project in Maia. It begins with https://app.matillion.com/');
export const getKeptText = (): string => l10n.t('This sheet is kept: the project in the Projects view opens it again.');

/** What has become of the repository. */
export function toDoneText(repository: string, branch: string, commit: string | undefined): string {
  return commit === undefined
    ? l10n.t('{0} needed no commit: everything was on {1} already.', repository, branch)
    : l10n.t('Committed to {1} of {0} as {2}.', repository, branch, commit.slice(0, 8));
}
