import * as vscode from 'vscode';

/** The sentence that stands before every sign-in: what Bitbucket will ask for, and why. */
export function explainPermissions(): string {
  return vscode.l10n.t(
    'Bitbucket will ask for two permissions: your account, to show who you are, and your repositories (read and write), to list, read and commit pipelines.',
  );
}
