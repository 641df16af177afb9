import * as vscode from 'vscode';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { HistorySubject } from '../../repositories/history/historySubject';
import type { LocationPath } from '../../repositories/locationPath';
import { findActivePlace, isSameLocation } from '../branches/activeBranch';
import { readCommandTarget } from '../files/commandTarget';
import { pickRepository } from '../files/pickRepository';
import { workOn } from '../files/workOn';
import { viewIds } from '../ids';
import type { HistoryContext } from './historyContext';
import type { HistoryRoom } from './historyRoom';

/**
 * Shows the history of a repository, a folder or a file in the view: of the given row or address, else of what is
 * active, else of a repository that is chosen. What is not active itself stays until it is unpinned.
 */
export async function showHistory(room: HistoryRoom, argument: unknown): Promise<void> {
  const { context } = room;
  const given = argument === undefined ? undefined : readCommandTarget(argument);
  const active = findActivePlace();
  const place = given ?? active ?? (await pickPlace(context));
  if (place === undefined) return;
  const { location } = place;
  const services = await workOn(location.repository, (signal) =>
    context.access.getAsking(location.repository, given?.accountId, signal),
  );
  if (services === undefined) return;
  const kind = await workOn(location.repository, (signal) => readKind(context, place, signal));
  const isActive = active !== undefined && isSameLocation(active.location, location) && active.path === place.path;
  await vscode.commands.executeCommand(`${viewIds.history}.focus`);
  const subject = { repository: location.repository, kind, path: place.path };
  await room.show({ subject, location }, { isPinned: !isActive });
}

/** A file that is only a draft so far is none that Bitbucket knows. */
async function readKind(
  { access }: HistoryContext,
  { location, path }: LocationPath,
  signal: AbortSignal,
): Promise<HistorySubject['kind']> {
  if (path === '') return 'repository';
  try {
    const { files } = await access.get(location.repository, undefined, signal);
    return (await files.stat(location, path, signal)).kind === 'directory' ? 'folder' : 'file';
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return 'file';
    throw error;
  }
}

async function pickPlace(context: HistoryContext): Promise<LocationPath | undefined> {
  const picked = await pickRepository(context);
  if (picked === undefined) return undefined;
  const { repository, accountId } = picked;
  const services = await workOn(repository, (signal) => context.access.getAsking(repository, accountId, signal));
  if (services === undefined) return undefined;
  const lastUsed = context.lastUsedBranches.get(repository);
  const branch =
    lastUsed ?? (await workOn(repository, (signal) => services.api.fetchRepository(repository, signal))).mainBranch;
  return { location: { repository, ref: { kind: 'branch', name: branch ?? 'main' } }, path: '' };
}
