import * as vscode from 'vscode';
import { readUri } from '../files/locationUri';
import { commandIds } from '../ids';
import { findConflictBlocks, takeSide, type ConflictBlock, type ConflictSide } from './conflictMarkers';
import { isBranchLocation } from './findOpenLocations';
import type { SourceControlContext } from './sourceControlContext';

/** Choices over conflict markers in files of a branch; the editor's own serve other schemes only. */
export class ConflictLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const text = document.getText();
    if (!text.includes('<<<<<<<')) return [];
    return findConflictBlocks(text).flatMap((block) => toLenses(document.uri, block));
  }
}

function toLenses(uri: vscode.Uri, { start }: ConflictBlock): vscode.CodeLens[] {
  const range = new vscode.Range(start, 0, start, 0);
  const accept = (title: string, side: ConflictSide | 'compare') =>
    new vscode.CodeLens(range, { title, command: commandIds.acceptConflictSide, arguments: [uri, start, side] });
  return [
    accept(vscode.l10n.t('Accept mine'), 'mine'),
    accept(vscode.l10n.t('Accept theirs'), 'theirs'),
    accept(vscode.l10n.t('Accept both'), 'both'),
    accept(vscode.l10n.t('Compare'), 'compare'),
  ];
}

/** Ends one block of markers in an editor; saving is left to the user. */
export async function acceptConflictSide(context: SourceControlContext, given: readonly unknown[]): Promise<void> {
  const [uri, start, side] = given;
  if (!(uri instanceof vscode.Uri)) return;
  if (side === 'compare') {
    await compareSides(context, uri);
    return;
  }
  if (side !== 'mine' && side !== 'theirs' && side !== 'both') return;
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const block = findConflictBlocks(text).find((it) => it.start === start);
  if (block === undefined) return;
  const kept = takeSide(text.split(/(?<=\n)/), block, side).join('');
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(block.start, 0, block.end + 1, 0), kept);
  await vscode.workspace.applyEdit(edit);
}

async function compareSides({ branches, sides }: SourceControlContext, uri: vscode.Uri): Promise<void> {
  const place = readUri(uri);
  if (place === undefined || !isBranchLocation(place.location)) return;
  const branch = await branches.open(place.location);
  const [theirs, mine] = (['theirs', 'mine'] as const).map((side) => sides.toUri(side, branch, place.path));
  await vscode.commands.executeCommand('vscode.diff', theirs, mine, vscode.l10n.t('{0} (theirs ↔ mine)', place.path));
}
