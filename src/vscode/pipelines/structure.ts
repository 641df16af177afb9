import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { findEnclosing } from '../../pipelines/structure/findEnclosing';
import { findFolds, type Fold } from '../../pipelines/structure/findFolds';
import { createOutline, type OutlineItem } from '../../pipelines/structure/outline';
import type { LanguageContext } from './languageContext';
import { rangeIn } from './placedPipeline';

/** Outline and breadcrumbs, folding, and growing a selection. */
export function registerStructure(context: LanguageContext): Disposable {
  const owned = new DisposableStore();
  owned.add(
    vscode.languages.registerDocumentSymbolProvider(context.selector, {
      provideDocumentSymbols: (document) =>
        createOutline(context.read(document)).map((item) => toDocumentSymbol(document, item)),
    }),
  );
  owned.add(
    vscode.languages.registerFoldingRangeProvider(context.selector, {
      provideFoldingRanges: (document) =>
        findFolds(context.read(document)).map((fold) => toFoldingRange(document, fold)),
    }),
  );
  owned.add(
    vscode.languages.registerSelectionRangeProvider(context.selector, {
      provideSelectionRanges: (document, positions) => {
        const model = context.read(document);
        return positions.map((position) =>
          toSelectionRange(document, findEnclosing(model, document.offsetAt(position))),
        );
      },
    }),
  );
  return owned;
}

function toDocumentSymbol(document: vscode.TextDocument, item: OutlineItem): vscode.DocumentSymbol {
  const { name, detail, kind, span, nameSpan, children } = item;
  const range = rangeIn(document, span);
  // The editor refuses names that say nothing.
  const shown = name.trim() === '' ? '""' : name;
  const symbol = new vscode.DocumentSymbol(shown, detail, toKind(kind), range, rangeIn(document, nameSpan));
  symbol.children = children.map((child) => toDocumentSymbol(document, child));
  return symbol;
}

function toKind(kind: OutlineItem['kind']): vscode.SymbolKind {
  switch (kind) {
    case 'component':
      return vscode.SymbolKind.Class;
    case 'parameter':
      return vscode.SymbolKind.Property;
    case 'variable':
      return vscode.SymbolKind.Variable;
    case 'note':
      return vscode.SymbolKind.String;
  }
}

function toFoldingRange(document: vscode.TextDocument, { kind, span }: Fold): vscode.FoldingRange {
  const { start, end } = rangeIn(document, span);
  return new vscode.FoldingRange(
    start.line,
    end.line,
    kind === 'comment' ? vscode.FoldingRangeKind.Comment : undefined,
  );
}

/** `spans` begin with the innermost one. */
function toSelectionRange(
  document: vscode.TextDocument,
  spans: ReturnType<typeof findEnclosing>,
): vscode.SelectionRange {
  const outermost = new vscode.SelectionRange(rangeIn(document, spans.at(-1) ?? { start: 0, end: 0 }));
  return spans
    .slice(0, -1)
    .reduceRight((parent, span) => new vscode.SelectionRange(rangeIn(document, span), parent), outermost);
}
