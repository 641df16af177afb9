import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Commit } from '../../bitbucket/model';
import { toRepositoryLink } from '../../repositories/bitbucketLink';
import { workOn } from '../files/workOn';
import { openInBrowser } from '../openInBrowser';
import { toPlainText } from '../plainText';
import type { HistoryContext } from './historyContext';
import { isCommitNode } from './historyNode';
import { toShortHash, toSubjectLine } from './historyText';
import { fetchShownChanges, openChanges } from './openChanges';

interface NamedCommit {
  readonly repository: RepositoryId;
  readonly commit: Commit;
}

/** Opens what a commit changed in one editor; a merge is compared with its first parent. Takes a row, or `{ repository, hash }`. */
export async function openCommit(context: HistoryContext, argument: unknown): Promise<void> {
  const named = await findCommit(context, argument);
  if (named === undefined) return;
  const { repository, commit } = named;
  const services = await context.access.get(repository);
  const compared = { repository, from: commit.parents[0], to: commit.hash };
  const found = await fetchShownChanges(services, compared);
  if (found.changes.length === 0) {
    const message = vscode.l10n.t('Commit {0} changes no file.', toShortHash(commit.hash));
    void vscode.window.showInformationMessage(message);
    return;
  }
  await openChanges(context, `${toShortHash(commit.hash)} ${toSubjectLine(commit)}`, compared, found);
  if (!found.isComplete) await offerBitbucket(context, named);
}

export async function openCommitOnBitbucket(context: HistoryContext, argument: unknown): Promise<void> {
  const named = await findCommit(context, argument);
  if (named !== undefined) await openInBrowser(toCommitUrl(context, named));
}

export async function openCommitCi(context: HistoryContext, argument: unknown): Promise<void> {
  const named = await findCommit(context, argument);
  if (named === undefined) return;
  const { repository, commit } = named;
  const ciStates = await context.ciStatesOf(repository);
  const state = await workOn(repository, (signal) => ciStates.fetchCiState(repository, commit, { signal }));
  if (state?.url !== undefined) await openInBrowser(state.url);
  else void vscode.window.showInformationMessage(vscode.l10n.t('No CI run says where it can be looked at.'));
}

export async function copyCommitHash(context: HistoryContext, argument: unknown): Promise<void> {
  const named = await findCommit(context, argument);
  if (named === undefined) return;
  await vscode.env.clipboard.writeText(named.commit.hash);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', named.commit.hash), 5000);
}

/** The commit of a row or of `{ repository, hash }`, which other commands may name. */
export async function findCommit(context: HistoryContext, argument: unknown): Promise<NamedCommit | undefined> {
  if (isCommitNode(argument)) return { repository: argument.location.repository, commit: argument.commit };
  if (!isHash(argument)) return undefined;
  const { repository, hash } = argument;
  const commit = await workOn(repository, async (signal) =>
    (await context.access.get(repository, undefined, signal)).history.fetchCommit(repository, hash, signal),
  );
  return { repository, commit };
}

export function toCommitUrl({ webUrl }: Pick<HistoryContext, 'webUrl'>, { repository, commit }: NamedCommit): string {
  return `${toRepositoryLink(webUrl(), repository)}/commits/${commit.hash}`;
}

async function offerBitbucket(context: HistoryContext, named: NamedCommit): Promise<void> {
  const open = vscode.l10n.t('Open on Bitbucket');
  const message = vscode.l10n.t(
    'Commit {0} changes more files than can be shown together.',
    toShortHash(named.commit.hash),
  );
  if ((await vscode.window.showInformationMessage(toPlainText(message), open)) !== open) return;
  await openInBrowser(toCommitUrl(context, named));
}

function isHash(value: unknown): value is { readonly repository: RepositoryId; readonly hash: string } {
  if (typeof value !== 'object' || value === null || !('repository' in value) || !('hash' in value)) return false;
  const { repository, hash } = value;
  if (typeof hash !== 'string' || !/^[0-9a-f]{40}$/.test(hash)) return false;
  if (typeof repository !== 'object' || repository === null) return false;
  if (!('workspace' in repository) || !('slug' in repository)) return false;
  return typeof repository.workspace === 'string' && typeof repository.slug === 'string';
}
