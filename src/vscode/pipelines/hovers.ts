import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import { resolveFile, type FileReference } from '../../pipelines/fileReferences';
import { describeAt } from '../../pipelines/writing/describeAt';
import { toAbortSignal } from './abortSignal';
import { HoverMarkdown, toHoverMarkdown } from './hoverText';
import type { LanguageContext } from './languageContext';
import { toRange } from './toDiagnostic';

/** Says what the word under the pointer means. */
export function registerHovers(context: LanguageContext): Disposable {
  return vscode.languages.registerHoverProvider(context.selector, {
    provideHover: async (document, position, token) => {
      const found = describeAt(context.read(document), document.offsetAt(position));
      if (found === undefined) return undefined;
      const { description, span } = found;
      const markdown = [toHoverMarkdown(description)];
      if (description.kind === 'file') {
        const target = await describeTarget(description.reference, document, context, toAbortSignal(token));
        if (target !== undefined) markdown.push(target);
      }
      return new vscode.Hover(markdown, toRange(span, document));
    },
  });
}

/** Where a reference leads, and what is there as far as it was read. */
async function describeTarget(
  reference: FileReference,
  document: vscode.TextDocument,
  { findPlace }: LanguageContext,
  signal: AbortSignal,
): Promise<vscode.MarkdownString | undefined> {
  const place = await findPlace(document.uri, signal);
  if (place === undefined) return undefined;
  const { l10n } = vscode;
  const resolution = resolveFile(reference, place.path, place.index.files);
  const hover = new HoverMarkdown();
  switch (resolution.kind) {
    case 'found': {
      const facts = place.index.facts(resolution.path);
      hover.line(l10n.t('Leads to {0}', resolution.path));
      if (facts === undefined) return hover.markdown;
      const names = facts.variables.map(({ name }) => name).join(', ');
      hover.line(l10n.t('{0} components', facts.components.length));
      return (names === '' ? hover : hover.line(l10n.t('Variables: {0}', names))).markdown;
    }
    case 'relative':
    case 'moved':
      return hover.line(l10n.t('There is no such file. {0} may be meant.', resolution.candidates.join(', '))).markdown;
    case 'otherKind':
      return hover.line(l10n.t('{0} is a pipeline of the other kind.', resolution.path)).markdown;
    case 'missing':
      return hover.line(l10n.t('There is no such file.')).markdown;
    case 'unchecked':
      return undefined;
  }
}
