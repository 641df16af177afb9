import * as vscode from 'vscode';
import { explainFileName } from '../files/nameTexts';
import { parentOf } from '../../repositories/drafts/draftLayer';

export interface FolderQuestion {
  readonly title: string;
  /** Of pipelines that are there. */
  readonly paths: readonly string[];
  /** Folders that hold nothing yet. */
  readonly emptyFolders: readonly string[];
  /** The one something is in now, which is offered last of all: moving there changes nothing. */
  readonly current?: string;
}

type FolderItem = vscode.QuickPickItem & { readonly path: string | undefined };

/** Lets the user choose a folder of a branch, or type a new one; `''` is the root. `undefined` when they decline. */
export async function pickFolder(question: FolderQuestion): Promise<string | undefined> {
  const { title, current } = question;
  const items: FolderItem[] = [
    ...listFolders(question)
      .filter((path) => path !== current)
      .map((path) => ({
        label: path === '' ? vscode.l10n.t('Root of the repository') : path,
        iconPath: new vscode.ThemeIcon(path === '' ? 'root-folder' : 'folder'),
        path,
      })),
    {
      label: vscode.l10n.t('New folder…'),
      iconPath: new vscode.ThemeIcon('new-folder'),
      alwaysShow: true,
      path: undefined,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which folder?') });
  if (picked === undefined) return undefined;
  return picked.path ?? (await typeFolder(title));
}

/** Every folder that holds a pipeline somewhere below it, the root first. */
function listFolders({ paths, emptyFolders }: Pick<FolderQuestion, 'paths' | 'emptyFolders'>): string[] {
  const folders = new Set<string>(['']);
  for (const path of [...paths.map(parentOf), ...emptyFolders]) {
    for (let folder = path; folder !== ''; folder = parentOf(folder)) folders.add(folder);
  }
  return [...folders].sort((a, b) => (a < b ? -1 : 1));
}

async function typeFolder(title: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Path of the new folder from the root of the repository'),
    placeHolder: 'transform/sales',
    validateInput: (value) =>
      trimSlashes(value)
        .split('/')
        .map((name) => explainFileName(name, []))
        .find((problem) => problem !== undefined),
  });
  return typed === undefined ? undefined : trimSlashes(typed);
}

function trimSlashes(path: string): string {
  return path.trim().replace(/^\/+|\/+$/g, '');
}
