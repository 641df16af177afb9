import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import type { RepositoryLocation } from '../../repositories/location';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { readCommandTarget } from '../files/commandTarget';
import type { FileCommandContext } from '../files/fileCommandContext';
import { readUri } from '../files/locationUri';
import { workOn } from '../files/workOn';

/** A branch, as a location of its own. */
export type BranchLocation = RepositoryLocation & { readonly ref: { readonly kind: 'branch' } };

/** A place on a branch that somebody wants to change, with what that takes. */
export interface EditTarget {
  readonly location: BranchLocation;
  /** From the repository's root; `''` is the root. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  readonly services: RepositoryServices;
  readonly tree: WorkingTree;
}

/**
 * What a command is to change: the row or file it was called on, else the file in the active editor, else the folder of a
 * repository that is open. `undefined` after saying why there is nothing to change, or when the user declined to choose.
 */
export async function findEditTarget(
  context: Pick<FileCommandContext, 'access'>,
  argument: unknown,
): Promise<EditTarget | undefined> {
  const target = readCommandTarget(argument) ?? findOpenFolder();
  if (target === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select a repository, folder or pipeline in the Repositories view first, or open a file of one.'),
    );
    return undefined;
  }
  const { location, path, accountId } = target;
  if (!isBranch(location)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This is a commit, which never changes. Open the file on a branch to edit it.'),
    );
    return undefined;
  }
  return workOn(location.repository, async (signal) => {
    const services = await findServices(context, location.repository, accountId, signal);
    if (services === undefined) return undefined;
    const tree = services.workingTree(location.repository, location.ref.name);
    const kind = path === '' ? 'directory' : readRowKind(argument);
    return { location, path, kind: kind ?? (await tree.stat(path, signal)).kind, services, tree };
  });
}

/** A row of the view tells what it is, so nobody needs to be asked; `undefined` for anything but a row. */
function readRowKind(argument: unknown): EditTarget['kind'] | undefined {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return undefined;
  if (argument.kind === 'folder') return 'directory';
  return argument.kind === 'pipeline' ? 'file' : undefined;
}

/** What was called on the row of an account is done by that account; anything else by whoever serves the repository. */
function findServices(
  { access }: Pick<FileCommandContext, 'access'>,
  repository: RepositoryId,
  accountId: string | undefined,
  signal: AbortSignal,
): Promise<RepositoryServices | undefined> {
  return accountId === undefined
    ? access.get(repository, undefined, signal)
    : access.getAsking(repository, accountId, signal);
}

function findOpenFolder() {
  const places = (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) => readUri(uri))
    .filter((place) => place !== undefined);
  const [only] = places;
  return places.length === 1 && only !== undefined ? { ...only, accountId: undefined } : undefined;
}

function isBranch(location: RepositoryLocation): location is BranchLocation {
  return location.ref.kind === 'branch';
}
