import * as l10n from '@vscode/l10n';

export const getTitle = (): string => l10n.t('Create a Maia Project');
export const getStepsLabel = (): string => l10n.t('Steps');
export const getDoneMark = (): string => l10n.t('done');
export const getOptionalMark = (): string => l10n.t('optional');
export const getBack = (): string => l10n.t('Back');
export const getContinue = (): string => l10n.t('Continue');
export const getSkip = (): string => l10n.t('Skip This Step');
export const getDiscard = (): string => l10n.t('Discard');
export const getDismiss = (): string => l10n.t('Dismiss');

export const toStepText = (at: number, count: number, name: string): string =>
  l10n.t('Step {0} of {1}: {2}', at, count, name);

/** Said near *Continue* when it cannot go on. */
export const toMissingText = (count: number): string =>
  count === 1 ? l10n.t('One thing is needed before you can continue:') : l10n.t('Needed before you can continue:');
