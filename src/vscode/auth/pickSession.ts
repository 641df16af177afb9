import * as vscode from 'vscode';
import type { Session } from '../../auth/session';
import { commandIds } from '../ids';

/** The one session there is, or the one chosen; without any, says so and offers to sign in. */
export async function pickSession(sessions: readonly Session[], question: string): Promise<Session | undefined> {
  if (sessions.length === 0) {
    void sayNobody();
    return undefined;
  }
  if (sessions.length === 1) return sessions[0];
  const items = sessions.map((session) => ({
    label: session.account.label,
    description: session.hasEnded ? vscode.l10n.t('sign-in has ended') : '',
    session,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: question }))?.session;
}

async function sayNobody(): Promise<void> {
  const signIn = vscode.l10n.t('Sign in');
  const message = vscode.l10n.t('You are not signed in to Bitbucket.');
  if ((await vscode.window.showInformationMessage(message, signIn)) !== signIn) return;
  await vscode.commands.executeCommand(commandIds.signIn);
}
