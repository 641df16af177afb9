import * as vscode from 'vscode';
import { toPlainText } from '../plainText';

/** Says that a file is shown with wrong characters, and lets the user choose the right encoding. */
export async function warnAboutEncoding(uri: vscode.Uri): Promise<void> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const reopen = vscode.l10n.t('Reopen with encoding');
  const message = vscode.l10n.t('{0} is not UTF-8, so some characters are shown wrongly.', name);
  if ((await vscode.window.showWarningMessage(toPlainText(message), reopen)) !== reopen) return;
  // The command is about the active editor, which may be another one by now.
  await vscode.commands.executeCommand('vscode.open', uri);
  await vscode.commands.executeCommand('workbench.action.editor.changeEncoding');
}
