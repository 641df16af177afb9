import * as vscode from 'vscode';
import { readUri } from '../files/locationUri';

/** Whether a text can be changed where it is: not at a commit, and not one side of a comparison. */
export function isPlaceWritable(uri: vscode.Uri): boolean {
  const place = readUri(uri);
  if (place !== undefined) return place.location.ref.kind === 'branch';
  return uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}
