import * as vscode from 'vscode';
import { toUri } from '../files/locationUri';
import { workOn } from '../files/workOn';
import type { EditTarget } from './editTarget';

/** Creates a file as a draft, where none may be yet, and opens it. */
export async function createFile(
  { location, tree }: Pick<EditTarget, 'location' | 'tree'>,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  await workOn(location.repository, () => tree.write(path, bytes, { create: true, overwrite: false }));
  await vscode.commands.executeCommand('vscode.open', toUri(location, path));
}
