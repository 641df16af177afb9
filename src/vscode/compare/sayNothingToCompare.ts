import * as vscode from 'vscode';

/** Comparisons are opened in many ways; their commands are of no use without one. */
export function sayNothingToCompare(): void {
  const message = vscode.l10n.t(
    'Open a comparison of two versions of a pipeline first: a change in Source Control, a version in the history, a commit, or a review.',
  );
  void vscode.window.showInformationMessage(message);
}
