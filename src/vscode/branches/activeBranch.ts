import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { RepositoryLocation } from '../../repositories/location';
import { toLocationPath, type LocationPath } from '../../repositories/locationPath';
import { readUri } from '../files/locationUri';

/** What the user looks at: the file in the active editor or, when that is none of ours, the first folder of ours. */
export function findActivePlace(): LocationPath | undefined {
  const uri =
    vscode.window.activeTextEditor?.document.uri ?? findTabUri(vscode.window.tabGroups.activeTabGroup.activeTab);
  const shown = uri && readUri(uri);
  if (shown !== undefined) return shown;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const place = readUri(folder.uri);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The active place of a repository, else a folder of it that is open. */
export function findPlaceOf(repository: RepositoryId): LocationPath | undefined {
  const places = [findActivePlace(), ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => readUri(uri))];
  return places.find((place) => place !== undefined && isSameRepository(place.location.repository, repository));
}

function isSameRepository(one: RepositoryId, other: RepositoryId): boolean {
  return one.workspace === other.workspace && one.slug === other.slug;
}

export function isSameLocation(one: RepositoryLocation, other: RepositoryLocation): boolean {
  return toLocationPath(one, '') === toLocationPath(other, '');
}

/** Pictures and the like are shown in editors that are not text editors. */
function findTabUri(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
