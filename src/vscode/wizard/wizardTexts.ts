import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { WizardStep } from '../../wizard/wizardState';

/** Where an unfinished wizard is, in a few words. */
export function toStepName(step: WizardStep): string {
  switch (step) {
    case 'details':
      return vscode.l10n.t('Project details');
    case 'configuration':
      return vscode.l10n.t('Project configuration');
    case 'provider':
      return vscode.l10n.t('Git provider');
    case 'authorize':
      return vscode.l10n.t('Authorize');
    case 'repository':
      return vscode.l10n.t('Repository');
    case 'starter':
      return vscode.l10n.t('Starter content');
    case 'prepare':
      return vscode.l10n.t('Prepare what Maia will ask');
    case 'review':
      return vscode.l10n.t('Review');
    case 'handOver':
      return vscode.l10n.t('Continue in Maia');
    default:
      return assertNever(step);
  }
}
