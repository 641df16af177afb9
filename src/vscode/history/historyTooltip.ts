import * as vscode from 'vscode';
import type { CiState } from '../../repositories/ciState';
import { toCiText } from '../ciText';
import type { CommitNode } from './historyNode';
import { toAge, type TextContext } from './historyText';

/** All that a commit's row has no room for. What comes from Bitbucket goes in as text, never as Markdown. */
export function createCommitTooltip(
  { commit }: CommitNode,
  context: TextContext & { readonly ci: CiState | undefined; readonly url: string },
): vscode.MarkdownString {
  const { ci } = context;
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(commit.message.trim());
  const time = Date.parse(commit.date);
  const date = Number.isNaN(time) ? '' : new Date(time).toLocaleString(context.language);
  const facts = [
    [commit.authorName, `${date} (${toAge(commit, context)})`].join(', '),
    commit.hash,
    commit.parents.length > 1 ? vscode.l10n.t('Merge of {0} commits', commit.parents.length) : '',
    ci === undefined ? '' : `${toCiText(ci) ?? ''}: ${ci.name}`,
  ];
  for (const fact of facts) if (fact !== '') tooltip.appendMarkdown('\n\n').appendText(fact);
  tooltip.appendMarkdown(`\n\n[${vscode.l10n.t('Open on Bitbucket')}](${toSafeLink(context.url)})`);
  if (ci?.url !== undefined) tooltip.appendMarkdown(` · [${vscode.l10n.t('Open CI run')}](${toSafeLink(ci.url)})`);
  return tooltip;
}

/** Parentheses and spaces would end a Markdown link early. */
function toSafeLink(url: string): string {
  return url.replace(/[\s()<>\\]/g, (character) =>
    character === '(' ? '%28' : character === ')' ? '%29' : encodeURIComponent(character),
  );
}
