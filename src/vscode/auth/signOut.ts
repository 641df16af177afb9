import * as vscode from 'vscode';
import type { Sessions } from '../../auth/sessions';
import { toPlainText } from '../plainText';
import { pickSession } from './pickSession';

/** Signs one account out, chosen when there are several, after a question. */
export async function signOut(sessions: Sessions): Promise<void> {
  const session = await pickSession(
    await sessions.getSessions(),
    vscode.l10n.t('Which account do you want to sign out?'),
  );
  if (session === undefined) return;
  const confirm = vscode.l10n.t('Sign out');
  const choice = await vscode.window.showInformationMessage(
    toPlainText(vscode.l10n.t('Sign out of Bitbucket as {0}?', session.account.label)),
    { modal: true, detail: vscode.l10n.t('This applies to all windows of this editor.') },
    confirm,
  );
  if (choice === confirm) await sessions.remove(session.id);
}
