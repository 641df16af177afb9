import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { findFileReferences } from '../../pipelines/fileReferences';
import { withoutQuotes } from '../../pipelines/symbols/pipelineSymbol';
import type { LanguageContext } from './languageContext';
import { rangeIn } from './placedPipeline';
import { resolveReference } from './resolveReference';
import { toAbortSignal } from './abortSignal';
import { registerUseLenses } from './useLenses';

/** Links at child pipelines and scripts, and above a pipeline who runs it. */
export function registerFileLinks(context: LanguageContext): Disposable {
  const owned = new DisposableStore();
  owned.add(
    vscode.languages.registerDocumentLinkProvider(context.selector, {
      provideDocumentLinks: async (document, token) => {
        const place = await context.findPlace(document.uri, toAbortSignal(token));
        if (place === undefined) return [];
        return findFileReferences(context.read(document)).flatMap((reference) => {
          const [path, ...others] = resolveReference(place, reference);
          // Which of several is meant, nobody knows.
          if (path === undefined || others.length > 0) return [];
          const range = rangeIn(document, withoutQuotes(reference.value));
          return [new vscode.DocumentLink(range, place.toUri(path))];
        });
      },
    }),
  );
  owned.add(registerUseLenses(context));
  return owned;
}
