import * as vscode from 'vscode';
import { commandIds } from '../ids';
import { explainPermissions } from './permissions';
import type { WaitingSignIn } from './signInUnderWay';

/** Shows that a sign-in is under way, in a notification and in the status bar, and what can be done meanwhile. */
export async function whileWaiting<T>(waiting: WaitingSignIn, work: () => Promise<T>): Promise<T> {
  const item = showStatus();
  try {
    return await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Signing in to Bitbucket'),
        cancellable: true,
      },
      async (progress, token) => {
        progress.report({ message: explainWaiting() });
        const subscription = token.onCancellationRequested(() => {
          waiting.cancel();
        });
        if (token.isCancellationRequested) waiting.cancel();
        try {
          return await work();
        } finally {
          subscription.dispose();
        }
      },
    );
  } finally {
    item.dispose();
  }
}

/** The editor shows *Cancel* itself; the other two are links, because progress has no further buttons. */
function explainWaiting(): string {
  const copy = `[${vscode.l10n.t('Copy address')}](command:${commandIds.copySignInAddress})`;
  const other = `[${vscode.l10n.t('Try another way')}](command:${commandIds.tryAnotherWay})`;
  const goOn = vscode.l10n.t('Go on in the browser; should it show an error about the callback, cancel here.');
  return `${explainPermissions()} ${goOn} ${copy} · ${other}`;
}

function showStatus(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('maia.signIn', vscode.StatusBarAlignment.Left, 90);
  item.name = vscode.l10n.t('Sign-in to Bitbucket');
  item.text = `$(sync~spin) ${vscode.l10n.t('Signing in to Bitbucket…')}`;
  item.tooltip = vscode.l10n.t('Waiting for the browser. Click for what you can do.');
  item.command = commandIds.showSignInOptions;
  item.show();
  return item;
}
