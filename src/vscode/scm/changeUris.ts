import type * as vscode from 'vscode';
import type { RepositoryLocation } from '../../repositories/location';
import { toUri } from '../files/locationUri';
import type { Change } from './changes';

/** The address of a file as it was at a commit, which never changes. */
export function toCommitUri({ repository }: RepositoryLocation, commit: string, path: string): vscode.Uri {
  return toUri({ repository, ref: { kind: 'commit', hash: commit } }, path);
}

/** What a change is compared with; `undefined` for a new file. */
export function findOriginalUri(location: RepositoryLocation, { original }: Change): vscode.Uri | undefined {
  return original && toCommitUri(location, original.commit, original.path);
}
