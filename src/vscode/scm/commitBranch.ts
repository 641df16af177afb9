import * as vscode from 'vscode';
import type { CommitOutcome } from '../../repositories/commits/commitOutcome';
import { runCommand } from '../files/runCommand';
import { isCancellation } from '../files/isCancellation';
import { RepositoryFailure } from '../files/workOn';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import { askForBranchName } from './askForBranchName';
import type { Change } from './changes';
import { askForMessage } from './commitMessage';
import { showCommitProgress } from './commitProgress';
import type { CommitWish } from './commitWish';
import { saveEditors, selectChanges, toSelectionText, type CommitSelection } from './commitSelection';
import { hasMarkersLeft } from './markersLeft';
import type { OpenBranch } from './openBranch';
import { settleQuietly } from './settleQuietly';
import type { SourceControlContext } from './sourceControlContext';
import { tellOutcome } from './tellOutcome';

/**
 * One commit of what is staged, or of everything. Resolves when it is over; what came of it is told then. Says what is
 * missing instead of committing nothing.
 */
export async function commitBranch(
  context: SourceControlContext,
  branch: OpenBranch,
  wish: CommitWish = {},
): Promise<void> {
  const outcome = await branch
    .committing(async () => commitOnce(context, branch, wish))
    .catch((error: unknown) => {
      // What was cancelled may have been sent before.
      if (isCancellation(error)) void settleQuietly(context, branch);
      throw error;
    });
  if (outcome === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('A commit to {0} is under way.', branch.name));
    return;
  }
  if (outcome === 'declined') return;
  const again = (next: CommitWish) => commitBranch(context, branch, { ...wish, ...next });
  // A message stays until somebody reads it; the commit is over before.
  void runCommand(context, () => tellOutcome(context, branch, { outcome, again }));
}

async function commitOnce(
  context: SourceControlContext,
  branch: OpenBranch,
  { only, toNewBranch = false, refusedName }: CommitWish,
): Promise<CommitOutcome | 'declined'> {
  await branch.renew();
  if (!(await saveEditors(branch, selectChanges(branch, only)))) return 'declined';
  const selection = await leaveConflicts(branch, selectChanges(branch, only), toNewBranch);
  if (selection === undefined) return 'declined';
  const panel = context.branches.panelOf(branch);
  const typed = panel?.message ?? '';
  const newBranch = toNewBranch ? await askForBranchName(branch, typed, refusedName) : undefined;
  if (toNewBranch && newBranch === undefined) return 'declined';
  const target = newBranch ?? branch.location.ref.name;
  const title = toTitle(branch, selection, target);
  const message = await askForMessage(typed, title);
  if (message === undefined) return 'declined';
  const paths = selection.changes.flatMap((change) => change.paths);
  const outcome = await showCommitProgress(title, (signal) =>
    send(branch, { paths, message, signal, ...(newBranch === undefined ? {} : { newBranch }) }),
  );
  const isDone = outcome.kind === 'committed' || outcome.kind === 'alreadyThere';
  if (panel !== undefined && isDone && panel.message === typed) panel.message = '';
  // Asked for in a box, it would have to be typed again.
  if (panel !== undefined && !isDone && panel.message.trim() === '') panel.message = message;
  return outcome;
}

async function send(
  branch: OpenBranch,
  request: Parameters<OpenBranch['commits']['commit']>[1],
): Promise<CommitOutcome> {
  try {
    return await branch.commits.commit(branch.tree, request);
  } catch (error) {
    throw isCancellation(error) ? error : new RepositoryFailure(branch.location.repository, error);
  }
}

function toTitle(branch: OpenBranch, selection: CommitSelection, target: string): string {
  const { account, location } = branch;
  const who = `${account.label} (${location.repository.workspace})`;
  const title = vscode.l10n.t('Commit {0} to {1} as {2}', toSelectionText(selection), target, who);
  return toPlainText(title);
}

/**
 * What can be committed; `undefined` when that is nothing, which is said. A new branch takes conflicts as well, but none
 * that somebody is in the middle of merging.
 */
async function leaveConflicts(
  branch: OpenBranch,
  selection: CommitSelection,
  toNewBranch: boolean,
): Promise<CommitSelection | undefined> {
  const { changes } = selection;
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to commit in {0}: no file was changed.', branch.name),
    );
    return undefined;
  }
  const conflicts = changes.filter(({ isInConflict }) => isInConflict);
  const left = toNewBranch ? await findHalfMerged(branch, conflicts) : conflicts;
  const [first] = left;
  if (first === undefined) return selection;
  const others = changes.filter((change) => !left.includes(change));
  const resolve = vscode.l10n.t('Resolve');
  const leave = vscode.l10n.t('Commit the others');
  const chosen = await vscode.window.showWarningMessage(
    toNewBranch ? toMarkersText(left.length, first.path) : toConflictsText(left.length, first.path),
    resolve,
    ...(others.length > 0 ? [leave] : []),
  );
  if (chosen === resolve) {
    void vscode.commands.executeCommand(commandIds.resolveConflict, { location: branch.location, path: first.path });
  }
  return chosen === leave ? { ...selection, changes: others } : undefined;
}

async function findHalfMerged(branch: OpenBranch, conflicts: readonly Change[]): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (const change of conflicts) {
    if (await hasMarkersLeft(branch, change)) found.push(change);
  }
  return found;
}

function toConflictsText(count: number, path: string): string {
  return count === 1
    ? vscode.l10n.t('{0} is in conflict with what somebody else committed.', path)
    : vscode.l10n.t('{0} files are in conflict with what somebody else committed.', count);
}

function toMarkersText(count: number, path: string): string {
  return count === 1
    ? vscode.l10n.t('{0} still has conflict markers. Choose what to keep first.', path)
    : vscode.l10n.t('{0} files still have conflict markers. Choose what to keep first.', count);
}
