import type * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { ChangedPath } from '../../bitbucket/model';
import { findPathProblem } from '../../repositories/locationPath';
import { toUri } from '../files/locationUri';

/** Two commits (hashes); without `from` everything in `to` is new. */
export interface ComparedCommits {
  readonly repository: RepositoryId;
  readonly from: string | undefined;
  readonly to: string;
}

/** A changed file's addresses: a side on which it does not exist is `undefined`. */
export interface ChangeUris {
  readonly original: vscode.Uri | undefined;
  readonly modified: vscode.Uri | undefined;
  /** The one that is there, the newer of two. */
  readonly label: vscode.Uri;
}

/** The address of a file at a commit: it never changes and cannot be written. */
export function toVersionUri(repository: RepositoryId, hash: string, path: string): vscode.Uri {
  return toUri({ repository, ref: { kind: 'commit', hash } }, path);
}

/** `undefined` for a path that no address can name. */
export function findChangeUris({ repository, from, to }: ComparedCommits, change: ChangedPath): ChangeUris | undefined {
  if (findPathProblem(change.path) !== undefined || findPathProblem(change.oldPath) !== undefined) return undefined;
  const original =
    change.kind === 'added' || from === undefined ? undefined : toVersionUri(repository, from, change.oldPath);
  const modified = change.kind === 'removed' ? undefined : toVersionUri(repository, to, change.path);
  const label = modified ?? original;
  return label && { original, modified, label };
}
