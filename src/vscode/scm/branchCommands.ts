import * as vscode from 'vscode';
import { BranchGoneError } from '../../repositories/commits/branchGone';
import { RepositoryFailure, workOn } from '../files/workOn';
import { runCommand } from '../files/runCommand';
import { commandIds } from '../ids';
import { findBranch, readSelections, readStates } from './changeTarget';
import { commitBranch } from './commitBranch';
import { showWithOffers } from './offers';
import type { OpenBranch } from './openBranch';
import { reviewPaths } from './reviewPaths';
import { settleQuietly } from './settleQuietly';
import type { SourceControlContext } from './sourceControlContext';
import { tellBranchGone, toMergedText } from './tellOutcome';

/** Commits what is staged, or everything. */
export async function commit(context: SourceControlContext, argument: unknown): Promise<void> {
  const branch = await findBranch(context, argument);
  if (branch !== undefined) await commitBranch(context, branch);
}

/** Commits to a branch that is made for it: the selected changes, else what is staged, or everything. */
export async function commitToNewBranch(context: SourceControlContext, given: readonly unknown[]): Promise<void> {
  const branch = await findBranch(context, given[0]);
  if (branch === undefined) return;
  const only = readStates(given).map(({ change }) => change);
  await commitBranch(context, branch, { toNewBranch: true, ...(only.length > 0 && { only }) });
}

/** Picks changes for the next commit, or puts them back. Without a selection all changes of a branch. */
export async function pick(context: SourceControlContext, given: readonly unknown[], isPicked: boolean): Promise<void> {
  const branch = await findBranch(context, given[0]);
  if (branch === undefined) return;
  const [selection] = readStates(given).length > 0 ? await readSelections(context, given) : [];
  const changes = selection?.changes ?? branch.changes;
  await branch.pick(
    changes.filter(({ isInConflict }) => !isInConflict),
    isPicked,
  );
}

/** Looks where the branch is, and how a commit ended whose answer never came. */
export async function refresh(context: SourceControlContext, argument: unknown): Promise<void> {
  const branch = await findBranch(context, argument);
  if (branch === undefined) return;
  await settleQuietly(context, branch);
  await askOf(context, branch, (signal) => branch.look(signal));
  await branch.renew();
}

/** Takes what somebody else committed into the drafts it touches. */
export async function mergeIncoming(context: SourceControlContext, argument: unknown): Promise<void> {
  const branch = await findBranch(context, argument);
  if (branch === undefined) return;
  const incoming = await askOf(context, branch, (signal) => branch.commits.merge(branch.tree, signal));
  await branch.renew();
  if (incoming === undefined) return;
  const pathsOf = (kind: string) => incoming.drafts.filter((it) => it.kind === kind).map(({ path }) => path);
  const [conflict] = pathsOf('conflict');
  if (conflict !== undefined) {
    const target = { location: branch.location, path: conflict };
    await vscode.commands.executeCommand(commandIds.resolveConflict, target);
    return;
  }
  tellMerged(context, branch, pathsOf('merged'));
}

/** Asks Bitbucket about a branch; `undefined` where it was deleted, which is said. */
async function askOf<T>(
  context: SourceControlContext,
  branch: OpenBranch,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await workOn(branch.location.repository, work);
  } catch (error) {
    if (!(error instanceof RepositoryFailure && error.cause instanceof BranchGoneError)) throw error;
    // A message stays until somebody reads it.
    void runCommand(context, () => tellBranchGone(branch, (wish) => commitBranch(context, branch, wish)));
    return undefined;
  }
}

/** The message stays until somebody reads it; merging is over before. */
function tellMerged(context: SourceControlContext, branch: OpenBranch, merged: readonly string[]): void {
  if (merged.length === 0) {
    const text = vscode.l10n.t('$(check) Nothing is left to merge into your drafts of {0}', branch.name);
    vscode.window.setStatusBarMessage(text, 5000);
    return;
  }
  const offers = [{ title: vscode.l10n.t('Review'), run: () => reviewPaths(branch, merged) }];
  void runCommand(context, () => showWithOffers(vscode.window.showInformationMessage, toMergedText(merged), offers));
}
