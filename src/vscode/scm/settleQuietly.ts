import * as vscode from 'vscode';
import type { CommitOutcome } from '../../repositories/commits/commitOutcome';
import type { OpenBranch } from './openBranch';
import type { SourceControlContext } from './sourceControlContext';

const shownForMs = 10_000;

/**
 * Finds out how a commit ended whose answer never came, without bothering anybody: the status bar says it. What cannot be
 * found out now is looked up another time.
 */
export async function settleQuietly({ log }: Pick<SourceControlContext, 'log'>, branch: OpenBranch): Promise<void> {
  try {
    if ((await branch.tree.drafts.pendingCommit()) === undefined) return;
    const outcome = await branch.committing(() => branch.commits.settle(branch.tree));
    const text = outcome && toSettledText(branch, outcome);
    if (text !== undefined) vscode.window.setStatusBarMessage(text, shownForMs);
  } catch (error) {
    log.info(`How a commit to ${branch.name} ended could not be found out: ${String(error)}`);
  }
}

function toSettledText({ name }: OpenBranch, outcome: CommitOutcome): string | undefined {
  switch (outcome.kind) {
    case 'committed':
    case 'alreadyThere':
      return vscode.l10n.t('$(check) The last commit to {0} had arrived: {1}', name, outcome.commit.slice(0, 7));
    case 'unknown':
      return undefined;
    case 'differs':
      return vscode.l10n.t('$(warning) The last commit to {0} holds something else; your drafts are all there', name);
    case 'merged':
    case 'conflict':
    case 'protected':
    case 'notAllowed':
    case 'branchGone':
    case 'movedTooOften':
    case 'branchExists':
    case 'badBranchName':
      return vscode.l10n.t('$(info) The last commit to {0} had not arrived; your drafts are all there', name);
  }
}
