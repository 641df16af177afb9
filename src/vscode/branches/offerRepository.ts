import * as vscode from 'vscode';
import { commandIds } from '../ids';

/** Where a command on branches or histories has nothing to work on. */
export async function offerRepository(): Promise<void> {
  const open = vscode.l10n.t('Open repository');
  const message = vscode.l10n.t('Open a file or folder of a Bitbucket repository first.');
  if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
  await vscode.commands.executeCommand(commandIds.openRepository);
}
