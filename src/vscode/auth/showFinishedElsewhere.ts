import * as vscode from 'vscode';
import type { AuthFailure } from '../../auth/authError';
import type { Session } from '../../auth/session';
import { toPlainText } from '../plainText';
import { showMessage } from './showMessage';
import { toSignInMessage } from './signInMessage';

/** Says in the window that the browser came back to how the sign-in of another one has ended. */
export function showFinishedElsewhere(end: Session | AuthFailure): void {
  if (!('kind' in end)) {
    void vscode.window.showInformationMessage(
      toPlainText(
        vscode.l10n.t(
          'Signed in to Bitbucket as {0}, in all windows. The sign-in was begun in another one.',
          end.account.label,
        ),
      ),
    );
    return;
  }
  const message = toSignInMessage(end);
  if (message !== undefined) void showMessage(message);
}
