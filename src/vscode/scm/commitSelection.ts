import * as vscode from 'vscode';
import { readUri } from '../files/locationUri';
import { toCountText } from './changeText';
import type { Change } from './changes';
import type { OpenBranch } from './openBranch';

/** What one commit is to hold. */
export interface CommitSelection {
  readonly changes: readonly Change[];
  /** Whether the user picked them; else they are all there are. */
  readonly isPicked: boolean;
}

/** “all 3 changes”, “2 staged changes”. */
export function toSelectionText({ changes, isPicked }: CommitSelection): string {
  const { length } = changes;
  if (isPicked) return length === 1 ? vscode.l10n.t('1 staged change') : vscode.l10n.t('{0} staged changes', length);
  return length === 1 ? toCountText(1) : vscode.l10n.t('all {0} changes', length);
}

/** As Git's smart commit: what is staged, or everything when nothing is. `only` takes the place of both. */
export function selectChanges({ changes, picked }: OpenBranch, only?: readonly Change[]): CommitSelection {
  if (only !== undefined) {
    const wanted = new Set(only.flatMap(({ paths }) => paths));
    return { changes: changes.filter(({ path }) => wanted.has(path)), isPicked: false };
  }
  const staged = changes.filter((change) => !change.isInConflict && picked.has(change));
  return staged.length > 0 ? { changes: staged, isPicked: true } : { changes, isPicked: false };
}

/**
 * Editors with edits that no draft holds yet are offered to be saved first: those of the files to be committed, all of
 * the branch's when everything is. `false` when the user declines to commit.
 */
export async function saveEditors(branch: OpenBranch, selection: CommitSelection): Promise<boolean> {
  const paths = new Set(selection.changes.flatMap((change) => change.paths));
  const unsaved = findUnsavedDocuments(branch).filter(({ path }) => !selection.isPicked || paths.has(path));
  const [first] = unsaved;
  if (first === undefined) return true;
  const save = vscode.l10n.t('Save and commit');
  const skip = vscode.l10n.t('Commit what is saved');
  const chosen = await vscode.window.showWarningMessage(
    unsaved.length === 1
      ? vscode.l10n.t('{0} has edits that are not saved, so they would not be in the commit.', first.path)
      : vscode.l10n.t('{0} files have edits that are not saved, so they would not be in the commit.', unsaved.length),
    save,
    ...(selection.changes.length > 0 ? [skip] : []),
  );
  if (chosen !== save) return chosen === skip;
  const saved = await Promise.all(unsaved.map(({ document }) => document.save()));
  if (!saved.every(Boolean)) return false;
  await branch.renew();
  return true;
}

function findUnsavedDocuments({ key }: OpenBranch) {
  return vscode.workspace.textDocuments.flatMap((document) => {
    const place = document.isDirty ? readUri(document.uri) : undefined;
    const isInBranch = place !== undefined && (document.uri.path === key || document.uri.path.startsWith(`${key}/`));
    return isInBranch ? [{ document, path: place.path }] : [];
  });
}
