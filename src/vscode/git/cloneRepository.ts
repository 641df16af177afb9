import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { toCloneAddress } from '../../repositories/cloneAddress';
import type { Clones } from '../../repositories/clones';
import { readCommandTarget } from '../files/commandTarget';
import type { FileCommandContext } from '../files/fileCommandContext';
import { pickRepository } from '../files/pickRepository';
import { workOn } from '../files/workOn';
import { commandIds } from '../ids';
import { findGit } from './gitExtension';
import { isCloneThere } from './openClones';

export interface CloneContext extends FileCommandContext {
  readonly clones: Clones;
  /** Whose credentials Git gets while it clones. */
  readonly expectClone: (repository: RepositoryId) => vscode.Disposable;
}

/** Hands a repository to Git's own *Clone*, which asks for the folder and shows the progress. */
export async function cloneRepository(context: CloneContext, argument: unknown): Promise<void> {
  const target = argument === undefined ? undefined : readCommandTarget(argument);
  const picked =
    target === undefined
      ? await pickRepository(context)
      : { repository: target.location.repository, accountId: target.accountId };
  if (picked === undefined) return;
  const { repository, accountId } = picked;
  const address = toCloneAddress(context.webUrl(), repository);
  if ((await findGit()) === undefined) {
    await explainMissingGit(address);
    return;
  }
  const isServed = await workOn(repository, (signal) => context.access.getAsking(repository, accountId, signal));
  if (isServed === undefined) return;
  const expected = context.expectClone(repository);
  try {
    await vscode.commands.executeCommand('git.clone', address);
  } finally {
    expected.dispose();
  }
}

/** Shows the clone of a repository: where it is open already, else in a window. */
export async function openClone(context: CloneContext, argument: unknown): Promise<void> {
  const target = readCommandTarget(argument);
  if (target === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Select a repository in the Repositories view first: its clone is what opens.'),
    );
    return;
  }
  const { repository } = target.location;
  const folders = await findFolders(context.clones, repository);
  const [first] = folders;
  if (first === undefined) {
    await offerToClone(repository, argument);
    return;
  }
  const folder = folders.length === 1 ? first : await vscode.window.showQuickPick(folders, { title: repository.slug });
  if (folder !== undefined) await showFolder(vscode.Uri.file(folder));
}

async function findFolders(clones: Clones, repository: RepositoryId): Promise<readonly string[]> {
  const there: string[] = [];
  for (const folder of clones.find(repository)) {
    if (await isCloneThere(folder)) there.push(folder);
    else await clones.forget(folder);
  }
  return there;
}

async function showFolder(uri: vscode.Uri): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return;
  }
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand('vscode.openFolder', uri, { forceNewWindow });
}

async function offerToClone({ workspace, slug }: RepositoryId, argument: unknown): Promise<void> {
  const clone = vscode.l10n.t('Clone…');
  const message = vscode.l10n.t('There is no clone of {0} on this computer any more.', `${workspace}/${slug}`);
  if ((await vscode.window.showInformationMessage(message, clone)) === clone) {
    await vscode.commands.executeCommand(commandIds.clone, argument);
  }
}

async function explainMissingGit(address: string): Promise<void> {
  const isTrusted = vscode.workspace.isTrusted;
  const copy = vscode.l10n.t('Copy clone address');
  const trust = vscode.l10n.t('Manage workspace trust');
  const message = isTrusted
    ? vscode.l10n.t(
        'Cloning needs Git and the built-in Git extension, of which one is missing or switched off (setting git.enabled).',
      )
    : vscode.l10n.t('The built-in Git extension does not run in Restricted Mode, and cloning needs it.');
  const chosen = await vscode.window.showErrorMessage(message, ...(isTrusted ? [copy] : [trust, copy]));
  if (chosen === copy) await vscode.env.clipboard.writeText(address);
  if (chosen === trust) await vscode.commands.executeCommand('workbench.trust.manage');
}
