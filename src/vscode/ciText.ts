import * as vscode from 'vscode';
import type { CiState } from '../repositories/ciState';

/** “CI passed”; `undefined` where nothing is known. */
export function toCiText(ci: CiState | undefined): string | undefined {
  switch (ci?.outcome) {
    case undefined:
      return undefined;
    case 'passed':
      return vscode.l10n.t('CI passed');
    case 'failed':
      return vscode.l10n.t('CI failed');
    case 'running':
      return vscode.l10n.t('CI running');
    case 'stopped':
      return vscode.l10n.t('CI stopped');
  }
}
