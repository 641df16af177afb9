import * as vscode from 'vscode';
import { toLocationPath } from '../../repositories/locationPath';
import { readUri } from '../files/locationUri';
import type { BranchLocation } from './openBranch';

/** The branches of which something is open in this window: a folder, a document, or a tab. By their key. */
export function findOpenLocations(): ReadonlyMap<string, BranchLocation> {
  const found = new Map<string, BranchLocation>();
  for (const uri of readOpenUris()) {
    const location = readUri(uri)?.location;
    if (location === undefined || !isBranchLocation(location)) continue;
    found.set(toLocationPath(location, ''), location);
  }
  return found;
}

export function isBranchLocation(location: { readonly ref: { readonly kind: string } }): location is BranchLocation {
  return location.ref.kind === 'branch';
}

function* readOpenUris(): Iterable<vscode.Uri> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) yield uri;
  for (const { uri, isClosed } of vscode.workspace.textDocuments) if (!isClosed) yield uri;
  for (const { tabs } of vscode.window.tabGroups.all) for (const { input } of tabs) yield* readTabUris(input);
}

function* readTabUris(input: unknown): Iterable<vscode.Uri> {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) yield input.uri;
  if (input instanceof vscode.TabInputTextDiff) {
    yield input.original;
    yield input.modified;
  }
}
