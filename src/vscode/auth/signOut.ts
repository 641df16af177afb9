import * as vscode from 'vscode';
import type { Session } from '../../auth/session';
import type { Sessions } from '../../auth/sessions';
import { toPlainText } from '../plainText';

/** Signs one account out, chosen when there are several, after a question. */
export async function signOut(sessions: Sessions): Promise<void> {
  const session = await pickSession(await sessions.getSessions());
  if (session === undefined) return;
  const confirm = vscode.l10n.t('Sign out');
  const choice = await vscode.window.showInformationMessage(
    toPlainText(vscode.l10n.t('Sign out of Bitbucket as {0}?', session.account.label)),
    { modal: true, detail: vscode.l10n.t('This applies to all windows of this editor.') },
    confirm,
  );
  if (choice === confirm) await sessions.remove(session.id);
}

async function pickSession(sessions: readonly Session[]): Promise<Session | undefined> {
  if (sessions.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('You are not signed in to Bitbucket.'));
    return undefined;
  }
  if (sessions.length === 1) return sessions[0];
  const items = sessions.map((session) => ({
    label: session.account.label,
    description: session.hasEnded ? vscode.l10n.t('sign-in has ended') : '',
    session,
  }));
  const placeHolder = vscode.l10n.t('Which account do you want to sign out?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.session;
}
