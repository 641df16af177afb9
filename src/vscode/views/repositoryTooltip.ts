import * as vscode from 'vscode';
import { toCiText } from '../ciText';
import { toActivityText, toBranchText, type TextContext } from './repositoryText';
import { createTooltip, toFact, toPageUrl } from './tooltip';
import type { RepositoryNode } from './treeNode';

const longestDescription = 400;

/** What a repository's row has no room for. */
export function createRepositoryTooltip(
  node: RepositoryNode,
  context: TextContext & { readonly webUrl: string },
): vscode.MarkdownString {
  const { repository, unfolded } = node;
  const { workspace, slug } = repository;
  const kind = repository.isPrivate ? vscode.l10n.t('private') : vscode.l10n.t('public');
  return createTooltip({
    title: repository.name,
    facts: [
      `${workspace}/${slug} · ${kind}`,
      shorten(repository.description.trim()),
      toFact(vscode.l10n.t('Branch'), toBranchText(node)),
      toFact(vscode.l10n.t('Last change'), toActivityText(node, context)),
      toCiFact(node),
      unfolded?.content?.kind === 'snapshot'
        ? toFact(
            vscode.l10n.t('Pipelines'),
            unfolded.content.snapshot.pipelines.length.toLocaleString(context.language),
          )
        : '',
      node.drafts.length === 0
        ? ''
        : toFact(vscode.l10n.t('Drafts'), node.drafts.length.toLocaleString(context.language)),
    ],
    url: toPageUrl(context.webUrl, workspace, slug),
  });
}

function toCiFact({ unfolded }: RepositoryNode): string {
  const text = toCiText(unfolded?.ci);
  return text === undefined ? '' : `${text} (${unfolded?.ci?.name ?? ''})`;
}

function shorten(text: string): string {
  return text.length > longestDescription ? `${text.slice(0, longestDescription)}…` : text;
}
