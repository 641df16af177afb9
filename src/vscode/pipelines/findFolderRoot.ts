import * as vscode from 'vscode';

const rootMarks = ['.git', '.matillion'];
const mostFolders = 64;

/**
 * Where the repository of a file begins: at the nearest folder around it with `.git` or `.matillion`, else at the
 * workspace folder. `undefined` for a file outside of both.
 */
export async function findFolderRoot(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  let folder = vscode.Uri.joinPath(uri, '..');
  for (let count = 0; count < mostFolders; count++) {
    if (await isRoot(folder)) return folder;
    const parent = vscode.Uri.joinPath(folder, '..');
    if (parent.path === folder.path) break;
    folder = parent;
  }
  return vscode.workspace.getWorkspaceFolder(uri)?.uri;
}

async function isRoot(folder: vscode.Uri): Promise<boolean> {
  const found = await Promise.all(
    rootMarks.map(async (name) => {
      try {
        await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name));
        return true;
      } catch {
        return false;
      }
    }),
  );
  return found.includes(true);
}
