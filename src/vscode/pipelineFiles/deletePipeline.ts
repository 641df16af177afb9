import * as vscode from 'vscode';
import type { DraftEdit } from '../../repositories/drafts/branchDrafts';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import { lineReferenceFinder } from '../../repositories/referenceFinder';
import type { FileCommandContext } from '../files/fileCommandContext';
import { toUri } from '../files/locationUri';
import { runCommand } from '../files/runCommand';
import { workOn } from '../files/workOn';
import { toPlainText } from '../plainText';
import { confirmReferences } from './confirmReferences';
import { findEditTarget, type EditTarget } from './editTarget';
import { isWithin, nameOf } from '../../repositories/drafts/draftLayer';
import { createReferenceSearch } from './searchReferences';
import { tellReferences } from './tellReferences';

/** Deletes a pipeline, file or folder as a draft: it stays on the branch until that is committed, and can be had back. */
export async function deletePipeline(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = await findEditTarget(context, argument);
  if (target === undefined) return;
  const { path, location, tree } = target;
  if (path === '') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select a folder or pipeline first: a repository is deleted on Bitbucket.'),
    );
    return;
  }
  const { search, isComplete } = await createReferenceSearch(target, () => lineReferenceFinder);
  const title = vscode.l10n.t('Delete {0}', nameOf(path));
  const action = vscode.l10n.t('Delete');
  if (!(await confirmReferences({ title, action, location, search, isComplete }))) return;
  const before = await readDrafts(tree, path);
  await deleteFile(target);
  tellReferences(location, search.references, path, undefined);
  void offerUndo(context, target, before);
}

/** As the editor does it, so that open tabs and undo go along. */
async function deleteFile({ location, path, tree }: EditTarget): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.deleteFile(toUri(location, path), { recursive: true });
  if (await vscode.workspace.applyEdit(edit)) return;
  // The editor does not say why it could not; trying once more does.
  await workOn(location.repository, () => tree.delete(path, { recursive: true }));
}

async function offerUndo(context: FileCommandContext, target: EditTarget, before: readonly DraftEdit[]): Promise<void> {
  const { path, tree, location } = target;
  const undo = vscode.l10n.t('Undo');
  const message = vscode.l10n.t('“{0}” is deleted here, and on the branch once you commit.', nameOf(path));
  if ((await vscode.window.showInformationMessage(toPlainText(message), undo)) !== undo) return;
  await runCommand(context, () => workOn(location.repository, () => bringBack(tree, path, before)));
}

/** What the drafts of a file, or of all files in a folder, hold now, as edits that make it so again. */
async function readDrafts({ drafts }: WorkingTree, path: string): Promise<readonly DraftEdit[]> {
  const edits: DraftEdit[] = [];
  for (const draft of await drafts.all()) {
    if (!isWithin(draft.path, path)) continue;
    const renamed = draft.renamedFrom === undefined ? {} : { renamedFrom: draft.renamedFrom };
    const bytes = await drafts.readContent(draft.path);
    if (draft.change.kind !== 'content') edits.push({ path: draft.path, base: undefined, change: draft.change });
    else if (bytes !== undefined) {
      const change = { kind: 'content', bytes, mode: draft.change.mode } as const;
      edits.push({ path: draft.path, base: undefined, change, ...renamed });
    }
  }
  return edits;
}

async function bringBack({ drafts }: WorkingTree, path: string, before: readonly DraftEdit[]): Promise<void> {
  const had = new Set(before.map((edit) => edit.path));
  const added = (await drafts.all()).map((draft) => draft.path).filter((it) => isWithin(it, path) && !had.has(it));
  await drafts.discard(added);
  await drafts.save(before);
}
