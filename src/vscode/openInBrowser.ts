import * as vscode from 'vscode';

/**
 * Opens an http(s) address in the browser exactly as written. As a `Uri` the editor would decode and encode it again,
 * and a query inside a query would come out as another one; `env.openExternal` takes no text, this command does.
 */
export async function openInBrowser(url: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', url);
}
