import * as vscode from 'vscode';
import { toPlainText } from '../plainText';
import type { SignInMessage } from './signInMessage';

/** Shows a message and runs what its buttons say; resolves when the message is gone. */
export async function showMessage({ severity, text, actions }: SignInMessage): Promise<void> {
  const titles = actions.map(({ title }) => title);
  const plain = toPlainText(text);
  const choice =
    severity === 'info'
      ? await vscode.window.showInformationMessage(plain, ...titles)
      : await vscode.window.showErrorMessage(plain, ...titles);
  const action = actions.find(({ title }) => title === choice);
  if (action === undefined) return;
  const { command, argument } = action;
  await (argument === undefined
    ? vscode.commands.executeCommand(command)
    : vscode.commands.executeCommand(command, argument));
}
