import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { copyDrafts } from '../../repositories/history/copyDrafts';
import type { LocationPath } from '../../repositories/locationPath';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { findBranchNameProblem } from '../branchNameProblem';
import { readCommandTarget } from '../files/commandTarget';
import { workOn } from '../files/workOn';
import { toPlainText } from '../plainText';
import { findActivePlace, findPlaceOf } from './activeBranch';
import type { BranchContext } from './branchContext';
import { countDrafts } from './countDrafts';
import { offerRepository } from './offerRepository';
import { pickStart, type BranchStart } from './pickStart';
import { switchTo } from './switchBranch';

interface Creation {
  readonly repository: RepositoryId;
  readonly services: RepositoryServices;
  readonly start: BranchStart;
  /** What was typed before and refused. */
  readonly refused?: string;
}

/**
 * Creates a branch: from the commit of the given row, or from what is chosen. Afterwards it may be switched to, with or
 * without the drafts of the branch that is open.
 */
export async function createBranch(context: BranchContext, argument: unknown): Promise<void> {
  const place = (argument === undefined ? undefined : readCommandTarget(argument)) ?? findActivePlace();
  if (place === undefined) {
    await offerRepository();
    return;
  }
  const { repository, ref } = place.location;
  const services = await workOn(repository, (signal) => context.access.getAsking(repository, undefined, signal));
  if (services === undefined) return;
  const start: BranchStart | undefined =
    ref.kind === 'commit' ? ref : await pickStart(context, { services, repository, current: ref.name });
  if (start !== undefined) await create(context, { repository, services, start });
}

async function create(context: BranchContext, creation: Creation): Promise<void> {
  const { repository, services, start } = creation;
  const name = await askForName(creation);
  if (name === undefined) return;
  const commit = await workOn(repository, (signal) => post(creation, name, signal));
  if (commit !== undefined) {
    await offerSwitch(context, { repository, services, name, commit });
    return;
  }
  const again = vscode.l10n.t('Another name');
  const show = vscode.l10n.t('Switch to it');
  const message = vscode.l10n.t('There is a branch {0} already.', name);
  const pressed = await vscode.window.showErrorMessage(toPlainText(message), again, show);
  if (pressed === again) await create(context, { repository, services, start, refused: name });
  if (pressed === show) await switchTo(context, repository, name);
}

/** The commit at which it was created; `undefined` when the name is taken. A branch is looked up first: one request. */
async function post({ repository, services, start }: Creation, name: string, signal: AbortSignal) {
  const { api, tips } = services;
  const commit = start.kind === 'commit' ? start.hash : (await tips.fetch(repository, start.name, signal)).commit;
  try {
    return (await api.createBranch(repository, name, commit, signal)).commit;
  } catch (error) {
    const isRefused = BitbucketError.is(error) && error.failure.kind === 'unexpected' && error.failure.status === 400;
    if (isRefused && (await api.findTip(repository, name, signal)) !== undefined) return undefined;
    throw error;
  }
}

async function askForName({ repository, start, refused }: Creation): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Create branch of {0}', `${repository.workspace}/${repository.slug}`),
    prompt: vscode.l10n.t('Name of the branch, which begins at {0}', toStartText(start)),
    value: refused ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => findBranchNameProblem(text, refused),
  });
  const trimmed = name?.trim();
  return trimmed === '' ? undefined : trimmed;
}

interface Created {
  readonly repository: RepositoryId;
  readonly services: RepositoryServices;
  readonly name: string;
  readonly commit: string;
}

async function offerSwitch(context: BranchContext, { repository, services, name, commit }: Created): Promise<void> {
  const open = findPlaceOf(repository);
  const drafts = findDrafts(services, open);
  const count = drafts === undefined ? 0 : await countDrafts(drafts);
  const plain = vscode.l10n.t('Switch to it');
  const along =
    count === 1
      ? vscode.l10n.t('Switch and take the draft along')
      : vscode.l10n.t('Switch and take {0} drafts along', count);
  const message = vscode.l10n.t('Created branch {0} at {1}.', name, commit.slice(0, 7));
  const buttons = count > 0 ? [plain, along] : [plain];
  const pressed = await vscode.window.showInformationMessage(toPlainText(message), ...buttons);
  if (pressed === undefined) return;
  if (pressed === along && drafts !== undefined) {
    await copyDrafts(drafts, services.workingTree(repository, name).drafts);
  }
  await switchTo(context, repository, name);
}

function findDrafts({ workingTree }: RepositoryServices, place: LocationPath | undefined) {
  if (place?.location.ref.kind !== 'branch') return undefined;
  return workingTree(place.location.repository, place.location.ref.name).drafts;
}

function toStartText(start: BranchStart): string {
  return start.kind === 'branch' ? start.name : start.hash.slice(0, 7);
}
