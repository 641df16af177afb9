import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { revertCommit, type LeftOut, type RevertOutcome } from '../../repositories/history/revertCommit';
import type { RepositoryLocation } from '../../repositories/location';
import { findPlaceOf } from '../branches/activeBranch';
import { workOn } from '../files/workOn';
import { openInBrowser } from '../openInBrowser';
import { toPlainText } from '../plainText';
import { findCommit, toCommitUrl } from './commitCommands';
import type { HistoryContext } from './historyContext';
import { isCommitNode } from './historyNode';
import { toShortHash } from './historyText';

const mostNamed = 3;

/** Makes drafts that undo a commit on the branch whose history is shown; says what could not be undone, and why. */
export async function revertCommitToDrafts(context: HistoryContext, argument: unknown): Promise<void> {
  const named = await findCommit(context, argument);
  if (named === undefined) return;
  const { repository, commit } = named;
  const shownAt = isCommitNode(argument) ? argument.shownAt : findPlaceOf(repository)?.location;
  if (shownAt?.ref.kind !== 'branch') {
    const message = vscode.l10n.t('Show the history of a branch first: that is where the commit is undone.');
    void vscode.window.showInformationMessage(message);
    return;
  }
  const services = await context.access.get(repository);
  const tree = services.workingTree(repository, shownAt.ref.name);
  const outcome = await workOn(repository, (signal) => revertCommit(services, tree, commit, signal));
  if (outcome.kind === 'reverted') {
    await tell(outcome, toShortHash(commit.hash), shownAt);
    return;
  }
  const open = vscode.l10n.t('Open on Bitbucket');
  const message = vscode.l10n.t(
    'Commit {0} changes too many files to be undone here. Use git revert in a clone.',
    toShortHash(commit.hash),
  );
  if ((await vscode.window.showWarningMessage(message, open)) === open) {
    await openInBrowser(toCommitUrl(context, named));
  }
}

async function tell(
  { drafts, leftOut }: Extract<RevertOutcome, { kind: 'reverted' }>,
  hash: string,
  { ref }: RepositoryLocation,
): Promise<void> {
  const branch = ref.kind === 'branch' ? ref.name : '';
  const sentences = [toDraftText(drafts.length, hash, branch), ...toLeftOutTexts(leftOut)];
  const show = vscode.l10n.t('Show changes');
  const buttons = drafts.length > 0 ? [show] : [];
  const say = leftOut.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  if ((await say(toPlainText(sentences.join(' ')), ...buttons)) !== show) return;
  await vscode.commands.executeCommand('workbench.view.scm');
}

function toDraftText(count: number, hash: string, branch: string): string {
  if (count === 0) return vscode.l10n.t('Undoing commit {0} changed nothing on {1}.', hash, branch);
  return count === 1
    ? vscode.l10n.t('Undoing commit {0} made one draft on {1}. Commit it to finish.', hash, branch)
    : vscode.l10n.t('Undoing commit {0} made {1} drafts on {2}. Commit them to finish.', hash, count, branch);
}

function toLeftOutTexts(leftOut: readonly LeftOut[]): readonly string[] {
  return (['draft', 'conflict', 'lfs', 'submodule'] as const).flatMap((reason) => {
    const paths = leftOut.filter((it) => it.reason === reason).map(({ path }) => path);
    return paths.length === 0 ? [] : [toReasonText(reason, toNames(paths))];
  });
}

function toReasonText(reason: LeftOut['reason'], names: string): string {
  switch (reason) {
    case 'draft':
      return vscode.l10n.t('Left alone because you have drafts there: {0}.', names);
    case 'conflict':
      return vscode.l10n.t('Left alone because the same lines were changed since: {0}.', names);
    case 'lfs':
      return vscode.l10n.t('Left alone because Git LFS keeps them: {0}.', names);
    case 'submodule':
      return vscode.l10n.t('Left alone because they are submodules: {0}.', names);
    default:
      return assertNever(reason);
  }
}

function toNames(paths: readonly string[]): string {
  const named = paths.slice(0, mostNamed).join(', ');
  const rest = paths.length - mostNamed;
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', named, rest) : named;
}
