import * as vscode from 'vscode';
import type { FileCommandContext } from '../files/fileCommandContext';
import { workOn } from '../files/workOn';
import { createFile } from './createFile';
import { findEditTarget, type EditTarget } from './editTarget';
import { explainFileName } from '../files/nameTexts';
import { joinPath, parentOf } from '../../repositories/drafts/draftLayer';
import { readNames } from './readNames';

/** Creates an empty file as a draft and opens it. */
export async function newFile(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = await findEditTarget(context, argument);
  if (target === undefined) return;
  const path = await typePath(target, vscode.l10n.t('New file'), 'load_sales.sql');
  if (path !== undefined) await createFile(target, path, new Uint8Array());
}

/** Creates a folder, which lasts on this computer only until it holds a file: Git keeps no empty folders. */
export async function newFolder(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = await findEditTarget(context, argument);
  if (target === undefined) return;
  const path = await typePath(target, vscode.l10n.t('New folder'), 'transform');
  if (path !== undefined) await workOn(target.location.repository, () => target.tree.createFolder(path));
}

async function typePath(target: EditTarget, title: string, example: string): Promise<string | undefined> {
  const folder = target.kind === 'directory' ? target.path : parentOf(target.path);
  const names = await readNames(target, folder);
  const name = await vscode.window.showInputBox({
    title,
    prompt:
      folder === ''
        ? vscode.l10n.t('Name, in the root of the repository')
        : vscode.l10n.t('Name, in the folder {0}', folder),
    placeHolder: example,
    validateInput: (value) => explainFileName(value, names),
  });
  return name === undefined ? undefined : joinPath(folder, name);
}
