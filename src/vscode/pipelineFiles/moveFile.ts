import * as vscode from 'vscode';
import { toUri } from '../files/locationUri';
import { workOn } from '../files/workOn';
import { whileMending } from '../pipelines/mendedMoves';
import type { EditTarget } from './editTarget';

/** What became of a move. */
export type MoveOutcome = 'mended' | 'moved' | 'declined';

/**
 * Moves a file or folder as the editor does it, so that open tabs, what is typed in them, and undo go along; `edit` mends
 * what refers to it. Where some of that is shown to the user first, they may decline it all.
 */
export async function moveFile(
  { location, path, tree }: EditTarget,
  to: string,
  { edit, isPreviewed }: { readonly edit: vscode.WorkspaceEdit; readonly isPreviewed: boolean },
): Promise<MoveOutcome> {
  const from = toUri(location, path);
  edit.renameFile(from, toUri(location, to), { overwrite: false });
  const isApplied = await whileMending(from, () => vscode.workspace.applyEdit(edit, { isRefactoring: true }));
  if (isApplied) return 'mended';
  if (isPreviewed) return 'declined';
  // The editor does not say why it could not; trying once more does.
  await workOn(location.repository, () => tree.rename(path, to, { overwrite: false }));
  return 'moved';
}
