import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { OfflineBranches, OfflinePlan } from '../../repositories/offlineBranches';
import { OfflineStoreError } from '../../repositories/offlineStore';
import { readCommandTarget } from '../files/commandTarget';
import type { FileCommandContext } from '../files/fileCommandContext';
import { readUri } from '../files/locationUri';
import { pickRepository } from '../files/pickRepository';
import { isCancellation } from '../files/isCancellation';
import { RepositoryFailure, workOn } from '../files/workOn';
import { pickBranch } from '../pickers/branchPicker';
import { toPlainText } from '../plainText';
import { downloadCopy, toBranchTitle } from './downloadCopy';
import { toPlanText, toSizeText } from './offlineText';

export interface OfflineContext extends FileCommandContext {
  readonly services: (accountId: string) => Promise<{ readonly offline: OfflineBranches }>;
}

interface Target {
  readonly repository: RepositoryId;
  readonly branch: string;
  readonly accountId: string | undefined;
}

/** Makes a copy of a branch that stays, or brings it up to date, after saying what that comes to. */
export async function keepOffline(context: OfflineContext, argument: unknown): Promise<void> {
  const target = readBranchTarget(argument) ?? (await pickTarget(context));
  if (target === undefined) return;
  const { repository, branch } = target;
  const offline = await findOffline(context, target);
  if (offline === undefined) return;
  const kept = await offline.find(repository, branch);
  const plan = await workOn(repository, (signal) => offline.plan(repository, branch, signal));
  if (kept?.commit === plan.commit && plan.missing === 0) {
    const message = vscode.l10n.t('{0} is available offline, and up to date.', toPlainText(toBranchTitle(plan)));
    await vscode.window.showInformationMessage(message);
    return;
  }
  if (await isWanted(plan)) await download(context, offline, plan);
}

/** Removes the copy of a branch; drafts stay. */
export async function stopOffline(context: OfflineContext, argument: unknown): Promise<void> {
  const target = readBranchTarget(argument);
  const offline = target && (await findOffline(context, target));
  const kept = offline && (await offline.load()).filter(({ repository }) => isSame(repository, target.repository));
  const known = kept?.find(({ branch }) => branch === target?.branch) ?? kept?.[0];
  if (offline === undefined || known === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('No branch of this repository is kept offline.'));
    return;
  }
  await offline.stop(known.repository, known.branch);
  const message = vscode.l10n.t(
    '{0} is no longer kept offline. Your drafts stay, and what you read stays for a while.',
    toBranchTitle(known),
  );
  vscode.window.setStatusBarMessage(message, 10_000);
}

function readBranchTarget(argument: unknown): Target | undefined {
  const folder = vscode.workspace.workspaceFolders?.map(({ uri }) => readUri(uri)).find((it) => it !== undefined);
  const target = readCommandTarget(argument) ?? (folder && { ...folder, accountId: undefined });
  if (target?.location.ref.kind !== 'branch') return undefined;
  const { location, accountId } = target;
  return { repository: location.repository, branch: target.location.ref.name, accountId };
}

async function pickTarget(context: OfflineContext): Promise<Target | undefined> {
  const picked = await pickRepository(context);
  if (picked === undefined) return undefined;
  const { repository, accountId } = picked;
  const services = await workOn(repository, (signal) => context.access.getAsking(repository, accountId, signal));
  if (services === undefined) return undefined;
  const { clock, lastUsedBranches } = context;
  const { language } = vscode.env;
  const current = lastUsedBranches.get(repository);
  const branch = await pickBranch({ api: services.api, repository, current, clock, language });
  return branch === undefined ? undefined : { repository, branch, accountId };
}

/** Of the account that serves the repository; `undefined` when the user declined to choose one. */
async function findOffline(context: OfflineContext, target: Target): Promise<OfflineBranches | undefined> {
  const { repository, accountId } = target;
  const account = await workOn(repository, async (signal) => {
    const services = await context.access.getAsking(repository, accountId, signal);
    return services && context.access.choices.find(repository, signal);
  });
  return account && (await context.services(account.id)).offline;
}

async function isWanted(plan: OfflinePlan): Promise<boolean> {
  const title = vscode.l10n.t('Keep {0} available offline?', toPlainText(toBranchTitle(plan)));
  const yes = plan.missing === 0 ? vscode.l10n.t('Keep') : vscode.l10n.t('Download');
  const options = { modal: true, detail: toPlanText(plan, vscode.env.language) };
  return (await vscode.window.showInformationMessage(title, options, yes)) === yes;
}

/** What has arrived when it fails stays, so that every way on goes on from there. */
async function download(context: OfflineContext, offline: OfflineBranches, plan: OfflinePlan): Promise<void> {
  const title = toPlainText(toBranchTitle(plan));
  try {
    const { files, bytes } = await downloadCopy(offline, plan);
    const count = files.toLocaleString(vscode.env.language);
    const size = toSizeText(bytes, vscode.env.language);
    const message = vscode.l10n.t('{0} is available offline: {1} files, {2}.', title, count, size);
    vscode.window.setStatusBarMessage(message, 10_000);
  } catch (error) {
    const reason = toReason(error);
    if (reason === undefined) throw new RepositoryFailure(plan.repository, error);
    context.log.info(`An offline copy is incomplete: ${String(error)}`);
    await offerToGoOn(context, offline, plan, `${title}: ${reason}`);
  }
}

function toReason(error: unknown): string | undefined {
  if (isCancellation(error))
    return vscode.l10n.t('the download was stopped. What has arrived stays until you remove it.');
  if (!(error instanceof OfflineStoreError)) return undefined;
  return error.reason === 'diskFull'
    ? vscode.l10n.t('the disk is full. Free some space and go on, or remove what has arrived.')
    : vscode.l10n.t('the copy could not be written to the disk. “Maia: Show Log” tells more.');
}

async function offerToGoOn(
  context: OfflineContext,
  offline: OfflineBranches,
  plan: OfflinePlan,
  message: string,
): Promise<void> {
  const goOn = vscode.l10n.t('Go on');
  const remove = vscode.l10n.t('Remove');
  const chosen = await vscode.window.showWarningMessage(message, goOn, remove);
  if (chosen === goOn) await download(context, offline, plan);
  if (chosen === remove) await offline.stop(plan.repository, plan.branch);
}

function isSame(one: RepositoryId, other: RepositoryId): boolean {
  return one.workspace === other.workspace && one.slug === other.slug;
}
