import * as vscode from 'vscode';

/** A scope under the name it has on Bitbucket's consumer page. */
export function toPermission(scope: string): string {
  switch (scope) {
    case 'account':
      return vscode.l10n.t('Account: Read');
    case 'email':
      return vscode.l10n.t('Account: Email');
    case 'repository':
      return vscode.l10n.t('Repositories: Read');
    case 'repository:write':
      return vscode.l10n.t('Repositories: Write');
    default:
      return scope;
  }
}

/** Permissions are ticked on the consumer: whoever signs in cannot grant what is not there. */
export function explainMissingPermissions(scopes: readonly string[]): string {
  return vscode.l10n.t(
    'The Bitbucket consumer lacks a permission: {0}. Its administrator has to tick it in the workspace settings under OAuth consumers; then sign in again.',
    scopes.map(toPermission).join(', '),
  );
}
