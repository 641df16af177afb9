import * as vscode from 'vscode';
import type { Proposal, Proposed } from '../../pipelines/writing/proposal';
import { toProposalDetail } from './proposalText';
import { toRange } from './toDiagnostic';

/** What an item stands for, so that it can be explained once somebody looks at it. */
const proposedBy = new WeakMap<
  vscode.CompletionItem,
  { readonly proposed: Proposed; readonly document: vscode.TextDocument }
>();

/** `undefined` for an item of somebody else. */
export function findProposed(item: vscode.CompletionItem) {
  return proposedBy.get(item);
}

function toIcon(kind: Proposed['kind']): vscode.CompletionItemKind {
  const { CompletionItemKind } = vscode;
  switch (kind) {
    case 'componentType':
      return CompletionItemKind.Class;
    case 'newComponent':
    case 'newVariable':
    case 'qualityRule':
      return CompletionItemKind.Snippet;
    case 'key':
      return CompletionItemKind.Property;
    case 'parameter':
      return CompletionItemKind.Field;
    case 'component':
      return CompletionItemKind.Reference;
    case 'variable':
      return CompletionItemKind.Variable;
    case 'systemVariable':
      return CompletionItemKind.Constant;
    case 'file':
      return CompletionItemKind.File;
    case 'sharedPipeline':
      return CompletionItemKind.Module;
    case 'value':
      return CompletionItemKind.EnumMember;
  }
}

/** A proposal as the editor lists it. */
export function toCompletionItem(
  proposal: Proposal,
  index: number,
  document: vscode.TextDocument,
): vscode.CompletionItem {
  const { newText, isSnippet, filterText, span, alsoEdits, asksAgain } = proposal;
  const item = new vscode.CompletionItem(proposal.label, toIcon(proposal.proposed.kind));
  proposedBy.set(item, { proposed: proposal.proposed, document });
  item.insertText = isSnippet ? new vscode.SnippetString(newText) : newText;
  // The lines of a snippet have their indentation already.
  item.keepWhitespace = true;
  item.filterText = filterText;
  item.range = toRange(span, document);
  item.sortText = String(index).padStart(4, '0');
  const detail = toProposalDetail(proposal.proposed);
  if (detail !== undefined) item.detail = detail;
  if (alsoEdits.length > 0) {
    item.additionalTextEdits = alsoEdits.map((it) => vscode.TextEdit.replace(toRange(it.span, document), it.newText));
  }
  if (asksAgain) item.command = { command: 'editor.action.triggerSuggest', title: vscode.l10n.t('Suggest') };
  return item;
}
