import * as vscode from 'vscode';
import { findBranchNameProblem } from '../branchNameProblem';
import type { OpenBranch } from './openBranch';

/** Asks for the name of a branch that is to be made for a commit; `undefined` when the user declines. */
export async function askForBranchName(
  { account, location, tree }: OpenBranch,
  message: string,
  refused?: string,
): Promise<string | undefined> {
  const title = vscode.l10n.t(
    'Commit to a new branch of {0}',
    `${location.repository.workspace}/${location.repository.slug}`,
  );
  const base = refused ?? suggestName(account.label, message === '' ? tree.drafts.scope.branch : message);
  const name = await vscode.window.showInputBox({
    title,
    prompt:
      refused === undefined
        ? vscode.l10n.t('Name of the branch. It starts where your changes started.')
        : vscode.l10n.t('Bitbucket did not take “{0}”: perhaps there is one by that name already.', refused),
    value: base,
    ignoreFocusOut: true,
    validateInput: (text) => findBranchNameProblem(text, refused),
  });
  return name?.trim();
}

/** `anna/load-returns-too` for a message of Anna's that begins with “Load returns, too”. */
function suggestName(account: string, message: string): string {
  const [firstName = ''] = account.split(' ');
  const [firstLine = ''] = message.split('\n', 1);
  return [firstName, firstLine.slice(0, 40)].map(toSlug).filter(Boolean).join('/');
}

function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
