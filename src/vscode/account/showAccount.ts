import * as vscode from 'vscode';
import { pickSession } from '../auth/pickSession';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import type { AccountContext } from './accountContext';
import { describeAccount } from './describeAccount';
import { manageAuthorization, reauthorize, switchAccount } from './accountCommands';

/** Shows who is signed in and what that allows, with everything that can be done about it as buttons. */
export async function showAccount(context: AccountContext): Promise<void> {
  const sessions = await context.sessions.getSessions();
  const session = await pickSession(sessions, vscode.l10n.t('Which account do you want to see?'));
  if (session === undefined) return;
  const stored = await context.findStored(session.id);
  const detail = describeAccount(session, stored, context.clock.now()).map(toPlainText).join('\n\n');
  const actions = new Map<string, () => Promise<unknown>>([
    [vscode.l10n.t('Reauthorize'), () => reauthorize(context, session)],
    [vscode.l10n.t('Switch account'), () => switchAccount(context, session)],
    [vscode.l10n.t('Manage on Bitbucket'), () => manageAuthorization(context, session)],
    [vscode.l10n.t('Diagnose connection'), async () => vscode.commands.executeCommand(commandIds.diagnoseConnection)],
  ]);
  const title = toPlainText(session.account.label);
  const choice = await vscode.window.showInformationMessage(title, { modal: true, detail }, ...actions.keys());
  if (choice !== undefined) await actions.get(choice)?.();
}
