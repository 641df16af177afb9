import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Account } from '../../repositories/repositoryAccounts';
import { commandIds } from '../ids';
import { readCommandTarget } from './commandTarget';
import type { FileCommandContext } from './fileCommandContext';
import { readUri } from './locationUri';

/** Changes which account a repository is read with. */
export async function chooseAccount({ access }: FileCommandContext, argument: unknown): Promise<void> {
  const repository = readCommandTarget(argument)?.location.repository ?? findOpenRepository();
  if (repository === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file of a Bitbucket repository first.'));
    return;
  }
  const candidates = await access.choices.findCandidates(repository);
  if (candidates.length < 2) {
    await offerSignIn(repository, candidates[0]);
    return;
  }
  const current = await access.choices.find(repository);
  const chosen = await pickAccount(repository, candidates, current?.id);
  if (chosen !== undefined) await access.choices.choose(repository, chosen.id);
}

/** Asks which of several accounts is to read a repository. */
export async function pickAccount(
  { workspace, slug }: RepositoryId,
  candidates: readonly Account[],
  currentId?: string,
): Promise<Account | undefined> {
  const items = candidates.map((account) => ({
    label: account.label,
    ...(account.id === currentId ? { description: vscode.l10n.t('used now') } : {}),
    account,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Account for {0}', `${workspace}/${slug}`),
    placeHolder: vscode.l10n.t('Several of your accounts see this repository. Which one should open it?'),
  });
  return picked?.account;
}

async function offerSignIn({ workspace, slug }: RepositoryId, only: Account | undefined): Promise<void> {
  const name = `${workspace}/${slug}`;
  const message =
    only === undefined
      ? vscode.l10n.t('None of your accounts sees {0}.', name)
      : vscode.l10n.t('Only {0} sees {1}, so there is nothing to choose.', only.label, name);
  const signIn = vscode.l10n.t('Sign In with Another Account');
  if ((await vscode.window.showInformationMessage(message, signIn)) !== signIn) return;
  await vscode.commands.executeCommand(commandIds.signIn);
}

/** The repository of the only folder of ours that is open. */
function findOpenRepository(): RepositoryId | undefined {
  const places = (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) => readUri(uri))
    .filter((it) => it !== undefined);
  return places.length === 1 ? places[0]?.location.repository : undefined;
}
