import * as vscode from 'vscode';
import { readConsumerPaste } from '../../auth/readConsumerPaste';
import { chooseWay, toCallbackUrl } from '../../auth/redirectWay';
import { commandIds } from '../ids';
import { fetchEditorAddress } from './authorizedUri';
import type { ConsumerRegistry } from './consumerRegistry';

/** Takes key and secret in one paste, and asks for the callback only when the one set does not lead back here. */
export async function pasteConsumer(consumers: ConsumerRegistry): Promise<void> {
  const pasted = await askForKeyAndSecret();
  if (pasted === undefined) return;
  const editorAddress = await fetchEditorAddress();
  const leadsBack = (callbackUrl: string) => chooseWay([{ ...pasted, callbackUrl }], editorAddress) !== undefined;
  const known = consumers.ownCallbackUrl;
  const callbackUrl = leadsBack(known) ? known : await askForCallback(toCallbackUrl(editorAddress), leadsBack);
  if (callbackUrl === undefined) return;
  await consumers.storeOwn({ ...pasted, callbackUrl });
  const signIn = vscode.l10n.t('Sign in');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The Bitbucket consumer is stored: its key in your settings, its secret in the secret storage.'),
    signIn,
  );
  if (choice === signIn) await vscode.commands.executeCommand(commandIds.signIn);
}

async function askForKeyAndSecret() {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Paste Bitbucket consumer'),
    prompt: vscode.l10n.t('Paste key and secret together, as your administrator sent them.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' || readConsumerPaste(value) !== undefined
        ? undefined
        : vscode.l10n.t('No key and secret found in this. Expected are both, with a space between them.'),
  });
  return text === undefined ? undefined : readConsumerPaste(text);
}

function askForCallback(proposal: string, leadsBack: (callbackUrl: string) => boolean) {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Callback URL of the consumer'),
    prompt: vscode.l10n.t('Exactly as it is registered on Bitbucket.'),
    value: proposal,
    ignoreFocusOut: true,
    validateInput: (value) =>
      leadsBack(value)
        ? undefined
        : vscode.l10n.t(
            'Bitbucket could not send you back to this editor with it. Possible are {0} and http://127.0.0.1/authorized.',
            proposal,
          ),
  });
}
