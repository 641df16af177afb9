import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { findUses, symbolAt } from '../../pipelines/symbols/findSymbolUses';
import { findDefinitions } from './findDefinitions';
import { findReferences } from './findReferences';
import type { LanguageContext } from './languageContext';
import { rangeIn } from './placedPipeline';
import { toAbortSignal } from './abortSignal';

/** From a name to where it comes from, to everywhere it is used, and the marks at the others in the file. */
export function registerNavigation(context: LanguageContext): Disposable {
  const { selector } = context;
  const findUse = (document: vscode.TextDocument, position: vscode.Position) =>
    symbolAt(context.read(document), document.offsetAt(position));
  const owned = new DisposableStore();
  owned.add(
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: async (document, position, token) => {
        const use = findUse(document, position);
        if (use === undefined) return undefined;
        const found = await findDefinitions(context, document, use.symbol, toAbortSignal(token));
        const originSelectionRange = rangeIn(document, use.span);
        return found.map(({ uri, range }) => ({ originSelectionRange, targetUri: uri, targetRange: range }));
      },
    }),
  );
  owned.add(
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: async (document, position, { includeDeclaration }, token) => {
        const symbol = findUse(document, position)?.symbol;
        if (symbol === undefined) return undefined;
        const question = { document, symbol, isWithDefinition: includeDeclaration };
        return [...(await findReferences(context, question, toAbortSignal(token)))];
      },
    }),
  );
  owned.add(
    vscode.languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: (document, position) => {
        const symbol = findUse(document, position)?.symbol;
        if (symbol === undefined) return undefined;
        return findUses(context.read(document), symbol).map(({ span, role }) => {
          const { Read, Write } = vscode.DocumentHighlightKind;
          return new vscode.DocumentHighlight(rangeIn(document, span), role === 'read' ? Read : Write);
        });
      },
    }),
  );
  return owned;
}
