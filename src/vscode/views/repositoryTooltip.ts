import * as vscode from 'vscode';
import { toActivityText, toBranchText, toCiText, type TextContext } from './repositoryText';
import type { RepositoryNode } from './treeNode';

const longestDescription = 400;

/** What a row has no room for. Everything that comes from Bitbucket goes in as text, never as Markdown. */
export function createRepositoryTooltip(
  node: RepositoryNode,
  context: TextContext & { readonly webUrl: string },
): vscode.MarkdownString {
  const { repository, unfolded } = node;
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(repository.name).appendMarkdown('**\n\n');
  tooltip.appendText(`${repository.workspace}/${repository.slug}`).appendMarkdown(' · ');
  tooltip.appendText(repository.isPrivate ? vscode.l10n.t('private') : vscode.l10n.t('public'));
  const facts = [
    shorten(repository.description.trim()),
    factOf(vscode.l10n.t('Branch'), toBranchText(node)),
    factOf(vscode.l10n.t('Last change'), toActivityText(node, context)),
    toCiFact(node),
    unfolded?.content?.kind === 'snapshot'
      ? factOf(vscode.l10n.t('Pipelines'), unfolded.content.snapshot.pipelines.length.toLocaleString(context.language))
      : '',
  ];
  for (const fact of facts) {
    if (fact !== '') tooltip.appendMarkdown('\n\n').appendText(fact);
  }
  const url = [context.webUrl.replace(/\/+$/, ''), ...[repository.workspace, repository.slug].map(encodeForLink)].join(
    '/',
  );
  tooltip.appendMarkdown(`\n\n[${vscode.l10n.t('Open on Bitbucket')}](${url})`);
  return tooltip;
}

function toCiFact({ unfolded }: RepositoryNode): string {
  const text = toCiText(unfolded?.ci);
  return text === undefined ? '' : `${text} (${unfolded?.ci?.name ?? ''})`;
}

function factOf(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}: ${value}`;
}

function shorten(text: string): string {
  return text.length > longestDescription ? `${text.slice(0, longestDescription)}…` : text;
}

/** Parentheses would end a Markdown link early. */
function encodeForLink(part: string): string {
  return encodeURIComponent(part).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
