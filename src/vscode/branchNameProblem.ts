import * as vscode from 'vscode';
import { isBranchName } from '../base/branchName';

/** What is wrong with a name that is typed for a new branch; `refused` is one that Bitbucket did not take before. */
export function findBranchNameProblem(text: string, refused: string | undefined): string | undefined {
  const typed = text.trim();
  if (typed === '') return vscode.l10n.t('A branch needs a name.');
  if (typed === refused) return vscode.l10n.t('Choose another name: this one was refused.');
  return isBranchName(typed)
    ? undefined
    : vscode.l10n.t('Git takes no branch of this name: no spaces, “..”, “//” or any of ~ ^ : ? * [ \\');
}
