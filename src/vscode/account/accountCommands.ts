import * as vscode from 'vscode';
import { apiTokenConsumerKey, apiTokensPage } from '../../auth/apiToken';
import type { Session } from '../../auth/session';
import { pickSession } from '../auth/pickSession';
import { openInBrowser } from '../openInBrowser';
import { toPlainText } from '../plainText';
import type { AccountContext } from './accountContext';

/** Signs in as somebody else, and the given or chosen account out once that has happened. A sign-in that fails changes nothing. */
export async function switchAccount(context: AccountContext, given?: Session): Promise<void> {
  const { sessions, signIn } = context;
  const question = vscode.l10n.t('Which account do you want to leave for another one?');
  const left = given ?? (await pickSession(await sessions.getSessions(), question));
  if (left === undefined) return;
  const others = new Set((await sessions.getSessions()).map(({ account }) => account.id));
  const session = await succeeded(signIn({}));
  // The browser was still logged in as somebody who is here: the sign-in has said what to do.
  if (session === undefined || others.has(session.account.id)) return;
  await sessions.remove(left.id);
  void vscode.window.showInformationMessage(
    toPlainText(vscode.l10n.t('Signed out of Bitbucket as {0}.', left.account.label)),
  );
}

/** The same account once more: after a changed permission, a withdrawn access, or a wrong account. */
export async function reauthorize(context: AccountContext, given?: Session): Promise<void> {
  const { sessions, signIn, findStored } = context;
  const question = vscode.l10n.t('Which account do you want to authorize again?');
  const session = given ?? (await pickSession(await sessions.getSessions(), question));
  if (session === undefined) return;
  const isApiToken = (await findStored(session.id))?.consumerKey === apiTokenConsumerKey;
  await succeeded(signIn({ again: session.account, ...(isApiToken ? { way: 'apiToken' } : {}) }));
}

/** The same as a command: a question or a row names the account, a menu does not, and then it is asked. */
export async function reauthorizeAccount(context: AccountContext, accountId: unknown): Promise<void> {
  const [session] = typeof accountId === 'string' ? await context.sessions.getSessions([], accountId) : [];
  await reauthorize(context, session);
}

/** Opens the page on which an account sees, and takes back, what it has allowed: Bitbucket's, or Atlassian's for a token. */
export async function manageAuthorization(context: AccountContext, given?: Session): Promise<void> {
  const sessions = await context.sessions.getSessions();
  const question = vscode.l10n.t('Whose authorization do you want to manage?');
  const session = given ?? (sessions.length === 0 ? undefined : await pickSession(sessions, question));
  if (session === undefined && sessions.length > 0) return;
  const stored = session && (await context.findStored(session.id));
  const isApiToken = stored?.consumerKey === apiTokenConsumerKey;
  await openInBrowser(
    isApiToken ? apiTokensPage : `${context.readEndpoints().webUrl}/account/settings/app-authorizations/`,
  );
}

/** What went wrong has been shown. */
async function succeeded(signIn: Promise<Session>): Promise<Session | undefined> {
  try {
    return await signIn;
  } catch {
    return undefined;
  }
}
