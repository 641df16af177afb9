import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authenticationProviderId, commandIds, extensionId, settingIds } from '../../src/vscode/ids';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { personVariable } from '../support/hostPerson';
import { pressing } from './pressing';

/** For `before`: skips the suite where nobody is there to press the buttons on Bitbucket's pages. */
export function skipWithoutPerson(context: Mocha.Context): void {
  if (process.env[personVariable] === undefined) context.skip();
}

/** Signs Anna in unless she is, through the entry in the Accounts menu, with a consumer that is pasted first. */
export async function ensureSignedIn(): Promise<void> {
  await vscode.extensions.getExtension(extensionId)?.activate();
  if ((await vscode.authentication.getAccounts(authenticationProviderId)).length > 0) return;
  await trustWebsite(readEmulatorAddresses().webUrl);
  await pasteConsumer();
  // Another entry in the menu, which is still there for a second account when the first one has signed in.
  await vscode.authentication.getSession(authenticationProviderId, ['account'], {});
  await signInFromAccountsMenu();
}

/** Does what the Accounts menu's *Sign in with Bitbucket to use Maia* does; dialogs of the editor fail in tests. */
export async function signInFromAccountsMenu(): Promise<void> {
  const commands = await vscode.commands.getCommands();
  const offer = commands.findLast((id) => id.startsWith(`${authenticationProviderId}:${extensionId}:signIn`));
  assert.ok(offer, 'The Accounts menu does not offer to sign in.');
  await pressing('Continue', async () => {
    await vscode.commands.executeCommand(offer);
  });
}

/** The editor then opens it without a dialog, which would fail in tests. */
async function trustWebsite(url: string): Promise<void> {
  const trusted = vscode.Uri.from({ scheme: 'trustedDomains', path: '/Trusted Domains' });
  await vscode.workspace.fs.writeFile(trusted, new TextEncoder().encode(JSON.stringify([url])));
}

async function pasteConsumer(): Promise<void> {
  const isStored = () =>
    vscode.workspace.getConfiguration().get(settingIds.consumerKey) === readEmulatorAddresses().consumer.key;
  if (isStored()) return;
  const stored = new Promise<void>((resolve) => {
    const subscription = vscode.workspace.onDidChangeConfiguration(() => {
      if (!isStored()) return;
      subscription.dispose();
      resolve();
    });
  });
  // The command goes on until its last message, which offers to sign in, has been closed.
  void vscode.commands.executeCommand(commandIds.pasteConsumer);
  await stored;
}
