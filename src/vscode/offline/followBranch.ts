import * as vscode from 'vscode';
import type { BranchTip } from '../../repositories/branchTips';
import type { OfflineBranches } from '../../repositories/offlineBranches';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import { toBranchTitle } from './downloadCopy';
import type { OfflineContext } from './keepOffline';
import { toSizeText } from './offlineText';

/** More than this is not spent without a word, although the user wants the branch to be here. */
const mostUnaskedRequests = 100;

/**
 * Brings the copy of a branch to where the branch is now: at once where few files changed, and says what it cost; else
 * offers to. Rejects when it was interrupted; the next time goes on from there.
 */
export async function followBranch(
  context: Pick<OfflineContext, 'log'>,
  offline: OfflineBranches,
  { repository, branch }: BranchTip,
): Promise<void> {
  const { signal } = new AbortController();
  const plan = await offline.plan(repository, branch, signal);
  const title = toPlainText(toBranchTitle(plan));
  const count = plan.missing.toLocaleString(vscode.env.language);
  if (plan.missing > mostUnaskedRequests) {
    const update = vscode.l10n.t('Update');
    const size = toSizeText(plan.missingBytes, vscode.env.language);
    const message = vscode.l10n.t(
      '{0} has moved since it was made available offline: {1} files to download, {2}.',
      title,
      count,
      size,
    );
    if ((await vscode.window.showInformationMessage(message, update)) === update) {
      const location = { repository, ref: { kind: 'branch', name: branch } };
      await vscode.commands.executeCommand(commandIds.keepOffline, { location });
    }
    return;
  }
  await offline.keep(plan, { signal, onProgress: () => undefined });
  context.log.info(`The offline copy of ${title} is up to date again: ${count} files were downloaded.`);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('The offline copy of {0} is up to date: {1} files downloaded', title, count),
    10_000,
  );
}
