import * as vscode from 'vscode';
import { neededScopes } from '../../auth/scopes';
import type { Log } from '../../base/log';
import { authenticationProviderId, commandIds } from '../ids';
import type { Authentication } from './createAuthentication';

/** Registers sign-in, sign-out, *Paste consumer* and *Copy request*; what they do is loaded when one is run. */
export function registerAuthenticationCommands(
  authentication: Pick<Authentication, 'sessions' | 'consumers' | 'permissionsNotice'>,
  log: Log,
): vscode.Disposable {
  const { sessions, consumers } = authentication;
  const register = (id: string, run: () => Promise<void>) => vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    register(commandIds.signIn, async () => {
      const { askForSignIn } = await import('./askForSignIn');
      await askForSignIn(authentication, log);
    }),
    register(commandIds.signOut, async () => {
      const { signOut } = await import('./signOut');
      await signOut(sessions);
    }),
    register(commandIds.pasteConsumer, async () => {
      const { pasteConsumer } = await import('./pasteConsumer');
      await pasteConsumer(consumers);
    }),
    register(commandIds.copyConsumerRequest, async () => {
      const { copyConsumerRequest } = await import('./copyConsumerRequest');
      await copyConsumerRequest();
    }),
  );
}

/** Puts *Sign in with Bitbucket to use Maia for Bitbucket* into the Accounts menu while nobody is signed in; asks nothing. */
export async function offerInAccountsMenu(): Promise<void> {
  await vscode.authentication.getSession(authenticationProviderId, neededScopes, {});
}
