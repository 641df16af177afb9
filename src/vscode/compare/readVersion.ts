import * as vscode from 'vscode';

/** The text of a version of a file: as an editor has it, else as it is stored. */
export async function readVersion(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  // Other extensions keep versions in documents that are no files, as Git does.
  const isFile = vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
  if (!isFile) return (await vscode.workspace.openTextDocument(uri)).getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
