import * as vscode from 'vscode';

export interface TooltipText {
  readonly title: string;
  /** Paragraphs in this order; empty ones are left out. */
  readonly facts: readonly string[];
  /** Address of the page on Bitbucket, as from `toPageUrl`. */
  readonly url?: string;
}

/** A title, facts, and a link. Everything that comes from Bitbucket goes in as text, never as Markdown. */
export function createTooltip({ title, facts, url }: TooltipText): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(title).appendMarkdown('**');
  for (const fact of facts) {
    if (fact !== '') tooltip.appendMarkdown('\n\n').appendText(fact);
  }
  if (url !== undefined) tooltip.appendMarkdown(`\n\n[${vscode.l10n.t('Open on Bitbucket')}](${url})`);
  return tooltip;
}

/** “Branch: main”; empty without a value. */
export function toFact(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}: ${value}`;
}

/** The page on Bitbucket's website; safe inside a Markdown link. */
export function toPageUrl(webUrl: string, ...path: readonly string[]): string {
  return [webUrl.replace(/\/+$/, ''), ...path.map(encodeForLink)].join('/');
}

/** Parentheses would end a Markdown link early. */
function encodeForLink(part: string): string {
  return encodeURIComponent(part).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
