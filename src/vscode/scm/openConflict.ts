import * as vscode from 'vscode';
import { hasConflictMarkers, toConflictMarkers } from '../../repositories/commits/conflictMarkers';
import { toUri } from '../files/locationUri';
import { isCancellation } from '../files/isCancellation';
import { copyByteOrderMark, withoutByteOrderMark } from './byteOrderMark';
import type { Change } from './changes';
import type { OpenBranch } from './openBranch';
import type { SourceControlContext } from './sourceControlContext';

/**
 * Opens a conflict to be merged by hand: in the editor's own three-way editor, else as a text with markers. Nothing is
 * saved by that. `false` where there are no texts to merge: the editor would save another file than was there.
 */
export async function openConflict(
  { sides, log }: SourceControlContext,
  branch: OpenBranch,
  { path }: Change,
): Promise<boolean> {
  const { base, mine, theirs, areExact } = await sides.read(branch, path);
  if (mine === undefined || theirs === undefined || !areExact) return false;
  const labels = { mine: vscode.l10n.t('Mine'), theirs: vscode.l10n.t('Theirs') };
  const mark = (own: string) =>
    toConflictMarkers(
      { base: base === undefined ? undefined : toBytes(base), mine: toBytes(own), theirs: toBytes(theirs) },
      labels,
    );
  const saved = await mark(mine);
  if (saved === undefined) return false;
  await sides.noteMine(branch, path, mine);
  const output = toUri(branch.location, path);
  const document = await vscode.workspace.openTextDocument(output);
  // The three-way editor merges anew where it finds markers, and would take a text without them for the result.
  if (!hasConflictMarkers(document.getText())) {
    // What was typed since the last save is the user's side as well.
    const typed = document.isDirty ? copyByteOrderMark(mine, document.getText()) : undefined;
    const marked = typed === undefined ? undefined : await mark(typed);
    if (typed !== undefined && marked !== undefined) await sides.noteMine(branch, path, typed);
    await replaceText(document, marked ?? saved);
  }
  try {
    await vscode.commands.executeCommand('_open.mergeEditor', {
      base: sides.toUri('base', branch, path),
      input1: { uri: sides.toUri('theirs', branch, path), title: labels.theirs },
      input2: { uri: sides.toUri('mine', branch, path), title: labels.mine },
      output,
    });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info(`The three-way editor did not open: ${String(error)}`);
    await vscode.window.showTextDocument(document);
  }
  return true;
}

/** Puts a text into a document without saving it. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), withoutByteOrderMark(text));
  await vscode.workspace.applyEdit(edit);
}

/** Without byte order marks, which would end up in the middle of the merged text. */
function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(withoutByteOrderMark(text));
}
