import * as vscode from 'vscode';
import type { RepositoryLocation } from '../../repositories/location';
import { readLocationPath, toLocationPath, type LocationPath } from '../../repositories/locationPath';
import { fileScheme } from '../ids';

/** The address of a file or directory; `''` is the root, which opens as a workspace folder. */
export function toUri(location: RepositoryLocation, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: fileScheme, path: toLocationPath(location, path) });
}

/** The place that an address of ours names; `undefined` for every other address. */
export function readUri(uri: vscode.Uri): LocationPath | undefined {
  if (uri.scheme !== fileScheme || uri.authority !== '') return undefined;
  return readLocationPath(uri.path);
}
