import * as vscode from 'vscode';
import { findExcessScopes, neededScopes } from '../../auth/scopes';
import { commandIds } from '../ids';
import { toPermission } from '../permissionNames';
import { toPlainText } from '../plainText';
import type { SignInSuccess } from './signInFlow';

/** What has been said before, over all windows. */
export interface ToldOnce {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const toldKey = 'maia.toldExcessScopes';

/** Says who has signed in; and who has not, where the browser was still logged in as somebody else. */
export function showSuccess({ session, expected, wasHere }: SignInSuccess, told: ToldOnce): void {
  const { label } = session.account;
  if (expected !== undefined) {
    void offerAddress(
      vscode.l10n.t(
        'Bitbucket signed in {0}, and not {1}: the browser was still logged in as {0}. To sign in {1}, copy the address and open it in a private window.',
        label,
        expected.label,
      ),
    );
    return;
  }
  if (wasHere) {
    void offerAddress(
      vscode.l10n.t(
        'Bitbucket signed in {0}, who was here already: the browser was still logged in. To add another account, copy the address and open it in a private window.',
        label,
      ),
    );
    return;
  }
  const granted = session.scopes.map(toPermission).join(', ');
  const sentences = [vscode.l10n.t('Signed in to Bitbucket as {0}. Granted: {1}.', label, granted)];
  const excess = findExcessScopes(session.scopes, neededScopes);
  if (excess.length > 0 && !wasTold(excess, told)) sentences.push(explainExcess(excess));
  void vscode.window.showInformationMessage(toPlainText(sentences.join(' ')));
}

/** Least privilege is a promise: what was granted beyond it is named, and never used. */
function explainExcess(excess: readonly string[]): string {
  return vscode.l10n.t(
    'That is more than the extension needs or uses: {0}. Whoever manages the consumer or token can take it away.',
    excess.map(toPermission).join(', '),
  );
}

/** Remembers it, too. */
function wasTold(excess: readonly string[], told: ToldOnce): boolean {
  const now = [...excess].sort().join(' ');
  if (told.get(toldKey) === now) return true;
  void told.update(toldKey, now);
  return false;
}

async function offerAddress(text: string): Promise<void> {
  const copy = vscode.l10n.t('Copy address');
  if ((await vscode.window.showInformationMessage(toPlainText(text), copy)) !== copy) return;
  await vscode.commands.executeCommand(commandIds.copySignInAddress);
}
