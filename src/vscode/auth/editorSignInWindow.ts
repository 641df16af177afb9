import * as vscode from 'vscode';
import type { AuthFailure } from '../../auth/authError';
import type { Session } from '../../auth/session';
import { openInBrowser } from '../openInBrowser';
import { toPermission } from '../permissionNames';
import { toPlainText } from '../plainText';
import { fetchEditorAddress } from './authorizedUri';
import { explainPermissions } from './permissions';
import { showMessage } from './showMessage';
import type { SignInWindow } from './signInFlow';
import { toSignInMessage } from './signInMessage';

/** The sign-in as the editor shows it. */
export const editorSignInWindow: SignInWindow = {
  browser: { open: openConsentPage },
  get loopbackPages() {
    return {
      title: vscode.l10n.t('Maia for Bitbucket'),
      received: vscode.l10n.t('Thank you. You can close this page and go back to the editor.'),
      unknown: vscode.l10n.t('No sign-in is waiting for this page. Start again in the editor.'),
    };
  },
  fetchEditorAddress,
  toExternalUrl: async (url) => (await vscode.env.asExternalUri(vscode.Uri.parse(url))).toString(true),
  confirmPermissions,
  withProgress,
  showSuccess: (session: Session) => {
    const granted = session.scopes.map(toPermission).join(', ');
    void vscode.window.showInformationMessage(
      toPlainText(vscode.l10n.t('Signed in to Bitbucket as {0}. Granted: {1}.', session.account.label, granted)),
    );
  },
  showFailure: (failure: AuthFailure) => {
    const message = toSignInMessage(failure);
    if (message !== undefined) void showMessage(message);
  },
};

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

async function withProgress<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Signing in to Bitbucket'),
      cancellable: true,
    },
    async (progress, token) => {
      progress.report({
        message: `${explainPermissions()} ${vscode.l10n.t('Go on in the browser; should it show an error about the callback, cancel here.')}`,
      });
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => {
        controller.abort();
      });
      if (token.isCancellationRequested) controller.abort();
      try {
        return await work(controller.signal);
      } finally {
        subscription.dispose();
      }
    },
  );
}
