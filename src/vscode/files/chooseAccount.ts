import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Account } from '../../repositories/repositoryAccounts';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import { readCommandTarget } from './commandTarget';
import type { FileCommandContext } from './fileCommandContext';
import { readUri } from './locationUri';
import { workOn } from './workOn';

/** Changes which account a repository is read with. */
export async function chooseAccount({ access }: FileCommandContext, argument: unknown): Promise<void> {
  const repository = readCommandTarget(argument)?.location.repository ?? findOpenRepository();
  if (repository === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file of a Bitbucket repository first.'));
    return;
  }
  const [candidates, current] = await workOn(repository, (signal) =>
    Promise.all([access.choices.findCandidates(repository, signal), access.choices.find(repository, signal)]),
  );
  if (candidates.length < 2) {
    await offerSignIn(repository, candidates[0]);
    return;
  }
  const chosen = await pickAccount(repository, candidates, { currentId: current?.id });
  if (chosen !== undefined) await access.choices.choose(repository, chosen.id);
}

/** Asks which of several accounts is to read a repository; the question goes away when the signal aborts. */
export async function pickAccount(
  { workspace, slug }: RepositoryId,
  candidates: readonly Account[],
  { currentId, signal }: { readonly currentId?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Account | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  signal?.addEventListener('abort', () => {
    cancellation.cancel();
  });
  const items = candidates.map((account) => ({
    label: account.label,
    ...(account.id === currentId ? { description: vscode.l10n.t('used now') } : {}),
    account,
  }));
  const options = {
    title: vscode.l10n.t('Account for {0}', `${workspace}/${slug}`),
    placeHolder: vscode.l10n.t('Several of your accounts see this repository. Which one should open it?'),
  };
  const picked = await vscode.window.showQuickPick(items, options, cancellation.token);
  cancellation.dispose();
  return picked?.account;
}

async function offerSignIn({ workspace, slug }: RepositoryId, only: Account | undefined): Promise<void> {
  const name = `${workspace}/${slug}`;
  const message =
    only === undefined
      ? vscode.l10n.t('None of your accounts sees {0}.', name)
      : vscode.l10n.t('Only {0} sees {1}, so there is nothing to choose.', only.label, name);
  const signIn = vscode.l10n.t('Sign in with another account');
  if ((await vscode.window.showInformationMessage(toPlainText(message), signIn)) !== signIn) return;
  await vscode.commands.executeCommand(commandIds.signIn);
}

/** The repository of the only folder of ours that is open. */
function findOpenRepository(): RepositoryId | undefined {
  const places = (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) => readUri(uri))
    .filter((it) => it !== undefined);
  return places.length === 1 ? places[0]?.location.repository : undefined;
}
