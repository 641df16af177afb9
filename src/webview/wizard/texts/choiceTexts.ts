import * as l10n from '@vscode/l10n';
import type { StarterContent } from '../../../projects/starterContent';
import type { Authorization, GitProvider, WizardState } from '../../../wizard/wizardState';

/** A choice and what it means. */
export interface ChoiceTexts {
  readonly title: string;
  readonly text: string;
}

export const getConfigurationLegend = (): string => l10n.t('Project configuration');
export const getProviderLegend = (): string => l10n.t('Git provider');
export const getStarterLegend = (): string => l10n.t('Starter content');

export function getConfigurationTexts(value: WizardState['configuration']): ChoiceTexts {
  return value === 'advanced'
    ? { title: l10n.t('Advanced settings'), text: l10n.t('Your own Git repository keeps the pipelines.') }
    : { title: l10n.t('Maia managed'), text: l10n.t('Maia hosts the repository. There is nothing to prepare here.') };
}

export const getMaiaManagedNote = (): string =>
  l10n.t('A project that Maia manages is created in Maia alone. Open Maia to go on, or choose Advanced settings.');
export const getEditionsNote = (): string => l10n.t('Your own Git repository needs certain editions of Maia.');
export const getEditionsLink = (): string => l10n.t('Compare editions');
export const getOpenMaia = (): string => l10n.t('Open Maia');
export const getLearnHow = (): string => l10n.t('See how in Maia’s guide');

export function getProviderText(provider: GitProvider): string {
  if (provider === 'bitbucket') return l10n.t('Prepared here: checked, repaired and committed in one go.');
  return provider === 'maia' ? l10n.t('Continues in Maia.') : l10n.t('Continues on Maia’s pages.');
}

/** Why a provider leads away from here. */
export function toElsewhereText(provider: GitProvider, name: string): string {
  return provider === 'maia'
    ? l10n.t('A repository that Maia hosts is made in Maia. Open Maia to go on, or choose Bitbucket.')
    : l10n.t('Maia connects {0} on its own pages; this extension works with Bitbucket only.', name);
}

export function toAuthorizationText(authorization: Authorization): string {
  switch (authorization.kind) {
    case 'unknown':
      return l10n.t('Looking…');
    case 'none':
      return l10n.t('Not authorized');
    case 'waiting':
      return l10n.t('Waiting for Bitbucket');
    case 'authorized':
      return l10n.t('Authorized as {0}', authorization.label);
  }
}

export const getProviderMenuLabel = (): string => l10n.t('More for Bitbucket');
export const getReauthorize = (): string => l10n.t('Reauthorize');
export const getUseAnotherAccount = (): string => l10n.t('Use Another Account');

export function getStarterTexts(kind: StarterContent['kind']): ChoiceTexts {
  switch (kind) {
    case 'none':
      return { title: l10n.t('Nothing'), text: l10n.t('Only the files that describe the project.') };
    case 'extractAndLoad':
      return {
        title: l10n.t('Extract and load'),
        text: l10n.t('A pipeline that brings data into your data platform.'),
      };
    case 'transform':
      return {
        title: l10n.t('Transform'),
        text: l10n.t('A pipeline that turns one table into another, and one that runs it.'),
      };
    case 'repository':
      return {
        title: l10n.t('From another repository'),
        text: l10n.t('All pipelines of a repository of yours, with the scripts they use.'),
      };
  }
}

export const getSourceLabel = (): string => l10n.t('Copy from repository');
export const getSourceBranchLabel = (): string => l10n.t('Branch to copy from');
export const getSourceBranchHint = (): string =>
  l10n.t('Its pipelines are copied as they are there now. The other repository stays as it is.');
export const getPermissionsTitle = (): string => l10n.t('What Bitbucket will ask you to grant');

/** The two permissions, in the order in which Bitbucket shows them. */
export function listPermissionTexts(): readonly ChoiceTexts[] {
  return [
    { title: l10n.t('Read your account'), text: l10n.t('To show who is signed in.') },
    {
      title: l10n.t('Read and write your repositories'),
      text: l10n.t('To list the repositories you can write to, and to commit what you review.'),
    },
  ];
}

export const getMaiaAsksToo = (): string =>
  l10n.t('Maia itself asks once more when you finish there, because Bitbucket keeps the two apart.');
export const getAuthorize = (): string => l10n.t('Authorize');
export const getCancel = (): string => l10n.t('Cancel');
export const getAnotherWay = (): string => l10n.t('Try Another Way');
export const getUseApiToken = (): string => l10n.t('Use an API Token');
export const getPasteConsumer = (): string => l10n.t('Set Up Sign-In');
export const getWaitingText = (): string =>
  l10n.t('Waiting for Bitbucket in your browser. This page goes on by itself.');
export const getLookingText = (): string => l10n.t('Looking whether Bitbucket knows this editor already…');
export const getCannotSignIn = (): string =>
  l10n.t('This build has no OAuth consumer, so signing in needs a set-up or an API token first.');

/** Of the account that was used so far. */
export const toGoneText = (label: string): string =>
  l10n.t('{0} is not signed in any more. Sign in again, or go on with another account.', label);

export function toAuthorizedText(label: string): string {
  return l10n.t('Authorized as {0}. Continue to choose the repository.', label);
}
