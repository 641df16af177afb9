import * as vscode from 'vscode';
import { readConsumerPaste, type ConsumerPaste } from '../../auth/readConsumerPaste';
import { chooseWay, toCallbackUrl } from '../../auth/redirectWay';
import { commandIds } from '../ids';
import { fetchEditorAddress } from './authorizedUri';
import type { ConsumerRegistry } from './consumerRegistry';

/** Takes key and secret in one paste, and asks for the callback only when the one set does not lead back here. */
export async function pasteConsumer(consumers: ConsumerRegistry): Promise<void> {
  const read = await askForKeyAndSecret();
  const pasted = read?.isGuessed === true ? await confirmOrder(read) : read;
  if (pasted === undefined) return;
  const { key, secret } = pasted;
  const editorAddress = await fetchEditorAddress();
  const leadsBack = (callbackUrl: string) => chooseWay([{ key, secret, callbackUrl }], editorAddress) !== undefined;
  const known = consumers.ownCallbackUrl;
  const callbackUrl = leadsBack(known) ? known : await askForCallback(toCallbackUrl(editorAddress), leadsBack);
  if (callbackUrl === undefined) return;
  await consumers.storeOwn({ key, secret, callbackUrl });
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

/**
 * A secret taken for the key would lie in a setting, so where nothing says which is which the user does. Neither is
 * shown: it may be the secret.
 */
async function confirmOrder(read: ConsumerPaste): Promise<ConsumerPaste | undefined> {
  const store = vscode.l10n.t('Store');
  const swap = vscode.l10n.t('Swap');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Is this right? Nothing in what you pasted says which is the key and which is the secret.'),
    {
      modal: true,
      detail: [
        vscode.l10n.t('As key: {0}', toMasked(read.key)),
        vscode.l10n.t('As secret: {0}', toMasked(read.secret)),
        '',
        vscode.l10n.t('The key goes into your settings, the secret into the secret storage.'),
      ].join('\n'),
    },
    store,
    swap,
  );
  if (choice === store) return read;
  return choice === swap ? confirmOrder({ ...read, key: read.secret, secret: read.key }) : undefined;
}

/** Enough to find it on Bitbucket's page, and too little to use it. */
function toMasked(text: string): string {
  const shown = text.length > 8 ? text.slice(0, 3) : '';
  return vscode.l10n.t('{0}… ({1} characters)', shown, text.length);
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
