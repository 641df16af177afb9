import * as vscode from 'vscode';
import type { SelectedRepository } from '../../auth/diagnosis/finding';
import type { RecentRepositories } from '../../repositories/recentRepositories';
import { readUri } from '../files/locationUri';

/** The repository of the file in front, else of a folder that is open, else the one opened or unfolded last. */
export function findSelected(recent: RecentRepositories): SelectedRepository | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const uris = [vscode.window.activeTextEditor?.document.uri, ...folders.map(({ uri }) => uri)];
  for (const uri of uris) {
    const place = uri && readUri(uri);
    if (place !== undefined) return place.location.repository;
  }
  const [workspace, slug] = recent.read()[0]?.split('/') ?? [];
  return workspace === undefined || slug === undefined ? undefined : { workspace, slug };
}
