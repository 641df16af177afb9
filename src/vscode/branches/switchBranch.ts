import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { RepositoryLocation } from '../../repositories/location';
import type { LocationPath } from '../../repositories/locationPath';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { readCommandTarget } from '../files/commandTarget';
import { readUri, toUri } from '../files/locationUri';
import { openLocation } from '../files/openRepository';
import { workOn } from '../files/workOn';
import { commandIds } from '../ids';
import { pickBranch } from '../pickers/branchPicker';
import { toPlainText } from '../plainText';
import { findActivePlace, findPlaceOf, isSameLocation } from './activeBranch';
import type { BranchContext } from './branchContext';
import { countDrafts } from './countDrafts';
import { offerRepository } from './offerRepository';

/** Chosen instead of a branch. */
const createNew = Symbol('create');

/**
 * Shows another branch: the one of the given row or `{ location }`, else one that is chosen. A folder changes as a whole,
 * otherwise the file in the active editor is opened as it is there. Drafts stay with their branch.
 */
export async function switchBranch(context: BranchContext, argument: unknown): Promise<void> {
  const target = argument === undefined ? undefined : readCommandTarget(argument);
  if (target?.location.ref.kind === 'branch') {
    await switchTo(context, target.location.repository, target.location.ref.name);
    return;
  }
  const place = findActivePlace();
  if (place === undefined) {
    await offerRepository();
    return;
  }
  const { repository, ref } = place.location;
  const services = await workOn(repository, (signal) => context.access.getAsking(repository, undefined, signal));
  if (services === undefined) return;
  const branch = await pickBranch<typeof createNew>({
    api: services.api,
    repository,
    current: ref.kind === 'branch' ? ref.name : undefined,
    clock: context.clock,
    language: vscode.env.language,
    title: vscode.l10n.t('Switch branch of {0}', `${repository.workspace}/${repository.slug}`),
    // Whoever types looks for a branch: the first row must be one of those then.
    extras: (typed) => (typed === '' ? [{ label: vscode.l10n.t('$(plus) Create branch…'), value: createNew }] : []),
  });
  if (branch === createNew) await vscode.commands.executeCommand(commandIds.createBranch, place);
  else if (branch !== undefined) await switchTo(context, repository, branch);
}

/** Shows a branch where another one of its repository is shown now; nothing happens when it is shown already. */
export async function switchTo(context: BranchContext, repository: RepositoryId, branch: string): Promise<void> {
  const to = { repository, ref: { kind: 'branch', name: branch } } as const;
  const from = findPlaceOf(repository);
  if (from === undefined) {
    await openLocation(context, to);
    return;
  }
  if (isSameLocation(from.location, to)) return;
  await context.lastUsedBranches.set(repository, branch);
  const services = await context.access.get(repository);
  const folder = findFolder(from.location);
  if (folder !== undefined) await changeFolder(context, services, { folder, from: from.location, to });
  else await openFile(services, from, to);
}

interface FolderChange {
  readonly folder: vscode.WorkspaceFolder;
  readonly from: RepositoryLocation;
  readonly to: RepositoryLocation;
}

async function changeFolder(
  { notes }: BranchContext,
  services: RepositoryServices,
  { folder, from, to }: FolderChange,
): Promise<void> {
  const uri = toUri(to, readUri(folder.uri)?.path ?? '');
  const draftCount = await countDraftsAt(services, from);
  const isOnly = vscode.workspace.workspaceFile === undefined && vscode.workspace.workspaceFolders?.length === 1;
  if (isOnly) {
    if (from.ref.kind === 'branch' && draftCount > 0) {
      await notes.leave({ folder: uri.toString(), from: from.ref.name, draftCount });
    }
    await vscode.commands.executeCommand('vscode.openFolder', uri, { forceReuseWindow: true });
    return;
  }
  vscode.workspace.updateWorkspaceFolders(folder.index, 1, { uri });
  await tellDraftsStay(from, draftCount);
}

async function openFile(services: RepositoryServices, { location: from, path }: LocationPath, to: RepositoryLocation) {
  const isThere = await workOn(to.repository, (signal) => hasFile(services, to, path, signal));
  if (!isThere) {
    const open = vscode.l10n.t('Open repository');
    const message = vscode.l10n.t('{0} is not on {1}.', path, toRefName(to));
    if ((await vscode.window.showInformationMessage(toPlainText(message), open)) !== open) return;
    await vscode.commands.executeCommand(commandIds.openRepository, { location: to });
    return;
  }
  await vscode.commands.executeCommand('vscode.open', toUri(to, path));
  await tellDraftsStay(from, await countDraftsAt(services, from));
}

async function hasFile(services: RepositoryServices, location: RepositoryLocation, path: string, signal: AbortSignal) {
  try {
    await services.files.stat(location, path, signal);
    return true;
  } catch (error) {
    if (!BitbucketError.is(error, 'notFound')) throw error;
    // The branch itself may be gone; that is another failure.
    await services.files.resolve(location, signal);
    return false;
  }
}

/** Says that drafts were left behind, and offers to go back to them. */
export async function tellDraftsStay(from: RepositoryLocation, draftCount: number): Promise<void> {
  if (from.ref.kind !== 'branch' || draftCount === 0) return;
  const goBack = vscode.l10n.t('Switch back');
  const message =
    draftCount === 1
      ? vscode.l10n.t('One draft stays on {0}.', from.ref.name)
      : vscode.l10n.t('{0} drafts stay on {1}.', draftCount, from.ref.name);
  if ((await vscode.window.showInformationMessage(toPlainText(message), goBack)) !== goBack) return;
  await vscode.commands.executeCommand(commandIds.switchBranch, { location: from });
}

async function countDraftsAt(services: RepositoryServices, { repository, ref }: RepositoryLocation): Promise<number> {
  return ref.kind === 'branch' ? countDrafts(services.workingTree(repository, ref.name).drafts) : 0;
}

function findFolder(location: RepositoryLocation): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.workspaceFolders?.find(({ uri }) => {
    const place = readUri(uri);
    return place !== undefined && isSameLocation(place.location, location);
  });
}

function toRefName({ ref }: RepositoryLocation): string {
  return ref.kind === 'branch' ? ref.name : ref.hash.slice(0, 7);
}
