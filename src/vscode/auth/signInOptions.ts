import * as vscode from 'vscode';
import { copyAddress } from './editorSignInWindow';
import type { SignInsUnderWay, WaitingSignIn } from './signInUnderWay';

/** Copies the address of the sign-in under way; begins one for another browser when there is none. */
export async function copySignInAddress(underWay: SignInsUnderWay, begin: () => Promise<unknown>): Promise<void> {
  const current = underWay.current;
  if (current === undefined) {
    await begin();
    return;
  }
  if (current.address !== undefined) {
    await copyAddress(current.address);
    return;
  }
  void vscode.window.showInformationMessage(vscode.l10n.t('This way to sign in has no address.'));
}

/** What the status bar offers while a sign-in waits. */
export async function showSignInOptions(underWay: SignInsUnderWay): Promise<void> {
  const current = underWay.current;
  if (current === undefined) return;
  const items = listOptions(current);
  const title = vscode.l10n.t('Signing in to Bitbucket');
  await (await vscode.window.showQuickPick(items, { title }))?.run();
}

function listOptions(current: WaitingSignIn): (vscode.QuickPickItem & { run: () => unknown })[] {
  const { address } = current;
  const whereOpened =
    address === undefined
      ? []
      : [
          { label: `$(copy) ${vscode.l10n.t('Copy address')}`, run: () => copyAddress(address) },
          {
            label: `$(clippy) ${vscode.l10n.t('Paste the address the browser ended on')}`,
            run: () => {
              current.paste();
            },
          },
        ];
  return [
    ...whereOpened,
    { label: `$(arrow-swap) ${vscode.l10n.t('Try another way')}`, run: () => current.tryAnotherWay() },
    {
      label: `$(close) ${vscode.l10n.t('Cancel the sign-in')}`,
      run: () => {
        current.cancel();
      },
    },
  ];
}
