import * as vscode from 'vscode';
import { commandIds } from './ids';

/** Answers a command that needs an account while nobody is signed in. Resolves when the message is gone. */
export async function offerSignIn(): Promise<void> {
  const signIn = vscode.l10n.t('Sign in');
  const message = vscode.l10n.t('This needs an account: you are not signed in to Bitbucket.');
  if ((await vscode.window.showInformationMessage(message, signIn)) !== signIn) return;
  await vscode.commands.executeCommand(commandIds.signIn);
}
