import * as vscode from 'vscode';
import { neededScopes } from '../../auth/scopes';
import type { Log } from '../../base/log';
import { authenticationProviderId, commandIds, contextKeys } from '../ids';
import type { Authentication } from './createAuthentication';
import type { SignInOptions } from './signInFlow';
import { tellingFailures } from './tellingFailures';

/** Registers sign-in, sign-out, *Paste consumer* and *Copy request*; what they do is loaded when one is run. */
export function registerAuthenticationCommands(
  authentication: Pick<Authentication, 'sessions' | 'consumers' | 'permissionsNotice' | 'signIn'>,
  log: Log,
): vscode.Disposable {
  const { sessions, consumers, signIn } = authentication;
  const { underWay } = signIn;
  const register = (id: string, run: () => Promise<void>) =>
    vscode.commands.registerCommand(id, () => tellingFailures(run));
  // Whatever goes wrong has been shown by the time it rejects.
  const begin = (options: SignInOptions) => signIn.run(neededScopes, options).catch(() => undefined);
  return vscode.Disposable.from(
    underWay.onDidChange(() => {
      const isSigningIn = underWay.current !== undefined;
      void vscode.commands.executeCommand('setContext', contextKeys.signingIn, isSigningIn);
    }),
    register(commandIds.signInWithApiToken, async () => {
      await begin({ way: 'apiToken' });
    }),
    register(commandIds.copySignInAddress, async () => {
      const { copySignInAddress } = await import('./signInOptions');
      await copySignInAddress(underWay, () => begin({ copiesAddress: true }));
    }),
    register(commandIds.showSignInOptions, async () => {
      const { showSignInOptions } = await import('./signInOptions');
      await showSignInOptions(underWay);
    }),
    register(commandIds.tryAnotherWay, async () => {
      await underWay.current?.tryAnotherWay();
    }),
    register(commandIds.pasteSignInAddress, () => {
      underWay.current?.paste();
      return Promise.resolve();
    }),
    register(commandIds.cancelSignIn, () => {
      underWay.current?.cancel();
      return Promise.resolve();
    }),
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
