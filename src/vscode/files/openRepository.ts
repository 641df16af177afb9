import * as vscode from 'vscode';
import type { RepositoryLocation } from '../../repositories/location';
import { pickBranch } from '../pickers/branchPicker';
import { readCommandTarget } from './commandTarget';
import type { FileCommandContext } from './fileCommandContext';
import { toUri } from './locationUri';
import { workOn } from './workOn';
import { pickRepository } from './pickRepository';

/** Opens a repository at a branch as a workspace folder: the branch of the row it was called on, else a chosen one. */
export async function openRepository(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = argument === undefined ? undefined : readCommandTarget(argument);
  if (target === undefined) await openPicked(context);
  else await openLocation(context, target.location, target.accountId);
}

/** Opens a location as a workspace folder, after a look at whether it is there at all. */
export async function openLocation(
  { access, lastUsedBranches, recent }: FileCommandContext,
  location: RepositoryLocation,
  accountId?: string,
): Promise<void> {
  const isThere = await workOn(location.repository, async (signal) => {
    const services = await access.getAsking(location.repository, accountId, signal);
    await services?.files.resolve(location, signal);
    return services !== undefined;
  });
  if (!isThere) return;
  const forceNewWindow = await pickWindow(location);
  if (forceNewWindow === undefined) return;
  if (location.ref.kind === 'branch') await lastUsedBranches.set(location.repository, location.ref.name);
  await recent.add(location.repository);
  await vscode.commands.executeCommand('vscode.openFolder', toUri(location, ''), { forceNewWindow });
}

async function openPicked(context: FileCommandContext): Promise<void> {
  const picked = await pickRepository(context);
  if (picked === undefined) return;
  const services = await workOn(picked.repository, (signal) =>
    context.access.getAsking(picked.repository, picked.accountId, signal),
  );
  if (services === undefined) return;
  const { repository, accountId } = picked;
  const branch = await pickBranch({
    api: services.api,
    repository,
    current: context.lastUsedBranches.get(repository),
    clock: context.clock,
    language: vscode.env.language,
  });
  if (branch === undefined) return;
  await openLocation(context, { repository, ref: { kind: 'branch', name: branch } }, accountId);
}

/** Whether a new window is wanted; not asked where this one is empty. */
async function pickWindow({ repository, ref }: RepositoryLocation): Promise<boolean | undefined> {
  if (vscode.workspace.workspaceFolders === undefined) return false;
  const name = `${repository.workspace}/${repository.slug} @ ${ref.kind === 'branch' ? ref.name : ref.hash.slice(0, 12)}`;
  const choices = [
    { label: vscode.l10n.t('Open in new window'), isNew: true },
    { label: vscode.l10n.t('Open in this window'), isNew: false },
  ];
  return (await vscode.window.showQuickPick(choices, { title: name }))?.isNew;
}
