import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { completeQualityRules } from '../../pipelines/writing/completeQualityRules';
import { describeQualityRuleAt } from '../../pipelines/writing/describeQualityRules';
import { HoverMarkdown } from './hoverText';
import { toCompletionItem } from './proposalItem';
import { toQualityKeyText, toQualityRuleText } from './qualityRuleText';
import { toRange } from './toDiagnostic';

const selector: vscode.DocumentSelector = { pattern: `**/${qualityRulesPath}` };

/** Completes and explains the file in which a repository enables Maia's quality rules. */
export function registerQualityRulesWriting(): Disposable {
  const owned = new DisposableStore();
  owned.add(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: (document, position) =>
          completeQualityRules(document.getText(), document.offsetAt(position)).map((proposal, index) => {
            const item = toCompletionItem(proposal, index, document);
            const { proposed } = proposal;
            const text =
              proposed.kind === 'qualityRule'
                ? toQualityRuleText(proposed.id)
                : proposed.kind === 'key'
                  ? toQualityKeyText(proposed.key.replace('quality.', ''))
                  : undefined;
            if (text !== undefined) item.documentation = text;
            return item;
          }),
      },
      '"',
      ':',
      '-',
    ),
  );
  owned.add(
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, position) => {
        const found = describeQualityRuleAt(document.getText(), document.offsetAt(position));
        const text = found?.kind === 'rule' ? toQualityRuleText(found.name) : found && toQualityKeyText(found.name);
        if (found === undefined || text === undefined) return undefined;
        return new vscode.Hover(
          new HoverMarkdown().title(found.name).line(text).markdown,
          toRange(found.span, document),
        );
      },
    }),
  );
  return owned;
}
