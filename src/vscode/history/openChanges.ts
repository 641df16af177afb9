import * as vscode from 'vscode';
import type { Changes } from '../../repositories/history/repositoryHistory';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { workOn } from '../files/workOn';
import type { HistoryContext } from './historyContext';
import { findChangeUris, type ComparedCommits } from './changeUris';

/** As many files as the editor shows together without becoming slow. */
const mostTogether = 300;

/** What two commits differ in, no more than `most` files. Longer lists say how far they are, and can be cancelled. */
export function fetchShownChanges(
  { history }: RepositoryServices,
  compared: ComparedCommits,
  most = mostTogether,
): Promise<Changes> {
  return workOn(compared.repository, (signal, report) =>
    history.fetchChanges(compared.repository, compared, {
      most,
      signal,
      onProgress: (count) => {
        report(vscode.l10n.t('{0} changed files so far', count));
      },
    }),
  );
}

/** Opens changed files together in one editor. The editor adds their number to the title, so only what is missing is said. */
export async function openChanges(
  { loadReviews }: Pick<HistoryContext, 'loadReviews'>,
  title: string,
  compared: ComparedCommits,
  found: Changes,
): Promise<void> {
  const files = found.changes.flatMap((change) => findChangeUris(compared, change) ?? []);
  await (await loadReviews()).open({ title: toTitle(title, found), files });
}

function toTitle(title: string, { isComplete, changes }: Changes): string {
  return isComplete ? title : vscode.l10n.t('{0} – the first {1} files', title, changes.length);
}

/** How many files were changed; says so when there are more than are shown. */
export function toCountText({ changes, isComplete }: Changes): string {
  if (!isComplete) return vscode.l10n.t('the first {0} changed files of more', changes.length);
  return changes.length === 1 ? vscode.l10n.t('1 changed file') : vscode.l10n.t('{0} changed files', changes.length);
}
