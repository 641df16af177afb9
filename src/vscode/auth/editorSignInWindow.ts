import * as vscode from 'vscode';
import type { AuthFailure } from '../../auth/authError';
import { openInBrowser } from '../openInBrowser';
import { askForApiToken } from './askForApiToken';
import { fetchEditorAddress } from './authorizedUri';
import { askForPaste } from './pasteBox';
import { explainPermissions } from './permissions';
import { pickWay } from './pickWay';
import { showMessage } from './showMessage';
import type { SignInWindow } from './signInFlow';
import { toSignInMessage } from './signInMessage';
import { showSuccess, type ToldOnce } from './showSuccess';
import { whileWaiting } from './waitingNotice';

/** The sign-in as the editor shows it. */
export function createSignInWindow(told: ToldOnce): SignInWindow {
  return {
    browser: { open: openConsentPage },
    get loopbackPages() {
      return {
        title: vscode.l10n.t('Maia for Bitbucket'),
        received: vscode.l10n.t('Thank you. You can close this page and go back to the editor.'),
        unknown: vscode.l10n.t('No sign-in is waiting for this page. Start again in the editor.'),
      };
    },
    fetchHost: async () => ({ editorAddress: await fetchEditorAddress(), isElsewhere: isElsewhere() }),
    toExternalUrl: async (url) => (await vscode.env.asExternalUri(vscode.Uri.parse(url))).toString(true),
    confirmPermissions,
    whileWaiting,
    copyAddress,
    pickWay,
    askForPaste,
    askForApiToken,
    showSuccess: (success) => {
      showSuccess(success, told);
    },
    showFailure: (failure: AuthFailure) => {
      const message = toSignInMessage(failure);
      if (message !== undefined) void showMessage(message);
    },
  };
}

/** The browser that opens is not on the computer where the extension runs. */
function isElsewhere(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
}

/** Copies the address of a consent page. It brings nothing to whoever reads it without logging in to Bitbucket. */
export async function copyAddress(url: string): Promise<void> {
  await vscode.env.clipboard.writeText(url);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Copied the address of Bitbucket’s page. Open it in any browser, or in a private window; the sign-in waits.',
    ),
  );
}

async function openConsentPage(url: string): Promise<void> {
  try {
    await openInBrowser(url);
  } catch {
    const copy = vscode.l10n.t('Copy address');
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t('The browser could not be opened. Copy the address and open it yourself; the sign-in goes on.'),
      copy,
    );
    if (choice === copy) await vscode.env.clipboard.writeText(url);
  }
}

/** A dialog, because a notification may go unseen, and the editor's sign-in would wait for it without end. */
async function confirmPermissions(): Promise<boolean> {
  const goOn = vscode.l10n.t('Continue');
  const isModal = { modal: true };
  return (await vscode.window.showInformationMessage(explainPermissions(), isModal, goOn)) === goOn;
}
