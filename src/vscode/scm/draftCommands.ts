import * as vscode from 'vscode';
import type { BranchDrafts } from '../../repositories/drafts/branchDrafts';
import { viewIds } from '../ids';
import { toUri } from '../files/locationUri';
import { runCommand } from '../files/runCommand';
import { findBranch, findChange, readSelections, type DraftSelection } from './changeTarget';
import { toOpenCommand } from './changeState';
import { toCountText } from './changeText';
import { toChanges } from './changes';
import type { DraftNode } from './draftNodes';
import type { SourceControlContext } from './sourceControlContext';

/** Puts the selected drafts aside, with a way to have them back. */
export async function discard(context: SourceControlContext, given: readonly unknown[]): Promise<void> {
  await discardSelections(context, await readSelections(context, given));
}

/** Puts all drafts of a branch aside, after a question. On a group of the Source Control view those in it. */
export async function discardAll(context: SourceControlContext, argument: unknown): Promise<void> {
  const selection = await readAll(context, argument);
  if (selection === undefined) return;
  const { drafts, changes } = selection;
  const { repository, branch } = drafts.scope;
  const name = `${repository.workspace}/${repository.slug} @ ${branch}`;
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no drafts.', name));
    return;
  }
  const button = vscode.l10n.t('Discard all');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Discard {0} of {1}?', toCountText(changes.length), name),
    { modal: true, detail: vscode.l10n.t('For 30 days you can have them back from “Recently discarded” in Drafts.') },
    button,
  );
  if (chosen === button) await discardSelections(context, [selection]);
}

/** Brings back what was discarded. */
export async function restoreDiscarded(_context: SourceControlContext, argument: unknown): Promise<void> {
  if (!isNode(argument) || argument.kind !== 'setAside') return;
  await bringBack([{ drafts: argument.branch.drafts, id: argument.setAside.id }]);
}

/** Shows a branch of the drafts view in the Source Control view. */
export async function openInSourceControl(context: SourceControlContext, argument: unknown): Promise<void> {
  const branch = await findBranch(context, argument);
  if (branch !== undefined) await vscode.commands.executeCommand('workbench.view.scm');
}

/** Shows what a change changes. */
export async function openChange(context: SourceControlContext, argument: unknown): Promise<void> {
  if (isNode(argument) && argument.kind === 'file') {
    await execute(toOpenCommand(argument.location, argument.change));
    return;
  }
  const target = await findChange(context, argument, () => true);
  if (target === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file was not changed.'));
    return;
  }
  await execute(toOpenCommand(target.branch.location, target.change));
}

/** Opens the files themselves, without a comparison. */
export async function openChangedFile(_context: SourceControlContext, given: readonly unknown[]): Promise<void> {
  for (const item of given) {
    if (typeof item !== 'object' || item === null || !('resourceUri' in item || isNode(item))) continue;
    const uri = 'resourceUri' in item ? item.resourceUri : toNodeUri(item);
    if (uri instanceof vscode.Uri) await vscode.commands.executeCommand('vscode.open', uri);
  }
}

async function execute({ command, arguments: given = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...(given as unknown[]));
}

interface Discarded {
  readonly drafts: BranchDrafts;
  readonly id: string;
}

async function discardSelections(context: SourceControlContext, selections: readonly DraftSelection[]): Promise<void> {
  const undoings: Discarded[] = [];
  let count = 0;
  for (const { drafts, changes } of selections) {
    const setAside = await drafts.discard(changes.flatMap(({ paths }) => paths));
    if (setAside === undefined) continue;
    undoings.push({ drafts, id: setAside.id });
    count += toChanges(setAside.drafts).length;
  }
  if (undoings.length > 0) void offerUndo(context, count, undoings);
}

/** The message stays until somebody reads it; the drafts are gone before. */
async function offerUndo(context: SourceControlContext, count: number, undoings: readonly Discarded[]): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const text = count === 1 ? vscode.l10n.t('Discarded 1 draft.') : vscode.l10n.t('Discarded {0} drafts.', count);
  if ((await vscode.window.showInformationMessage(text, undo)) !== undo) return;
  await runCommand(context, () => bringBack(undoings));
}

/** Each once, also when only some of them could be brought back at the first attempt. */
async function bringBack(discarded: readonly Discarded[]): Promise<void> {
  let count = 0;
  for (const { drafts, id } of discarded) if (await drafts.restore(id)) count++;
  if (count > 0) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to bring back: it was restored already.'));
}

async function readAll(context: SourceControlContext, argument: unknown): Promise<DraftSelection | undefined> {
  if (isNode(argument) && argument.kind === 'branch') {
    return { drafts: argument.branch.drafts, changes: argument.branch.changes };
  }
  if (typeof argument === 'object' && argument !== null && 'resourceStates' in argument) {
    return (await readSelections(context, [argument]))[0];
  }
  const branch = await findBranch(context, argument);
  if (branch === undefined) return undefined;
  await branch.renew();
  return { drafts: branch.tree.drafts, changes: branch.changes };
}

function isNode(item: unknown): item is DraftNode {
  return typeof item === 'object' && item !== null && 'kind' in item && 'branch' in item;
}

function toNodeUri(node: DraftNode): vscode.Uri | undefined {
  return node.kind === 'file' ? toUri(node.location, node.path) : undefined;
}

/** Brings the drafts view to the front. */
export async function showDrafts(): Promise<void> {
  await vscode.commands.executeCommand(`${viewIds.drafts}.focus`);
}
