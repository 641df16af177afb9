import * as vscode from 'vscode';
import type { RepositoryListing } from '../../repositories/repositoryListing';
import { toFailureText } from '../failureText';
import { toRelativeTime } from '../relativeTime';
import type { TextContext } from './repositoryText';
import { createTooltip, toFact, toPageUrl } from './tooltip';
import type { Account, WorkspaceNode } from './treeNode';

/** What a workspace's row has no room for: its address, how many of its repositories are shown, and how current they are. */
export function createWorkspaceTooltip(
  { listing, shownCount }: WorkspaceNode,
  context: TextContext & { readonly webUrl: string },
): vscode.MarkdownString {
  const { workspace, name, failure } = listing;
  const total = countRepositories([listing]);
  const number = (count: number) => count.toLocaleString(context.language);
  return createTooltip({
    title: name,
    facts: [
      toFact(vscode.l10n.t('Workspace'), workspace.slug),
      toFact(vscode.l10n.t('Repositories you can write to'), number(total)),
      shownCount < total ? toFact(vscode.l10n.t('Shown'), number(shownCount)) : '',
      toListedFact([listing], context),
      failure === undefined ? '' : toFailureText(failure, 'workspace', context.language).label,
    ],
    url: toPageUrl(context.webUrl, workspace.slug),
  });
}

/** What an account's row has no room for. `listings` are those of its workspaces, as far as they are known. */
export function createAccountTooltip(
  { label }: Account,
  listings: readonly RepositoryListing[],
  context: TextContext,
): vscode.MarkdownString {
  return createTooltip({
    title: label,
    facts: [
      toFact(vscode.l10n.t('Workspaces'), listings.length.toLocaleString(context.language)),
      toFact(
        vscode.l10n.t('Repositories you can write to'),
        countRepositories(listings).toLocaleString(context.language),
      ),
      toListedFact(listings, context),
    ],
  });
}

function countRepositories(listings: readonly RepositoryListing[]): number {
  return listings.reduce((sum, { size, repositories }) => sum + Math.max(size ?? 0, repositories.length), 0);
}

/** The age of the oldest part; one that was never complete has none. */
function toListedFact(listings: readonly RepositoryListing[], { now, language }: TextContext): string {
  if (listings.some(({ isLoading }) => isLoading)) return toFact(vscode.l10n.t('Listed'), vscode.l10n.t('loading…'));
  const times = listings.map(({ loadedAt }) => loadedAt).filter((time) => time !== undefined);
  if (times.length === 0 || times.length < listings.length) return '';
  return toFact(vscode.l10n.t('Listed'), toRelativeTime(Math.min(...times), now, language));
}
