import * as vscode from 'vscode';
import { toUri } from '../../src/vscode/files/locationUri';

/** A place in the sample repository most tests read. */
export function onSales(branch: string, path = ''): vscode.Uri {
  const repository = { workspace: 'acme', slug: 'sales-analytics' };
  return toUri({ repository, ref: { kind: 'branch', name: branch } }, path);
}

export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
