import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import { complete } from '../../pipelines/writing/complete';
import type { Proposed } from '../../pipelines/writing/proposal';
import { toAbortSignal } from './abortSignal';
import { toHoverMarkdown } from './hoverText';
import type { LanguageContext } from './languageContext';
import { findProposed, toCompletionItem } from './proposalItem';
import { toProposalDocumentation } from './proposalText';
import { readSurroundings } from './readSurroundings';
import { describeComponent } from '../../pipelines/writing/describeAt';

/** What is typed right before something that can be proposed. */
const triggers = ['"', '{', ':', '-', ' ', '/', '.'];

/** Proposes what can be written in a pipeline. */
export function registerCompletions(context: LanguageContext): Disposable {
  return vscode.languages.registerCompletionItemProvider(
    context.selector,
    {
      provideCompletionItems: async (document, position, token, { triggerCharacter }) => {
        // A space is typed in every text: it asks only behind a colon or a dash.
        const before = document.lineAt(position).text.slice(0, position.character);
        if (triggerCharacter === ' ' && !/[:-] $/.test(before)) return [];
        const surroundings = await readSurroundings(context, document, toAbortSignal(token));
        if (token.isCancellationRequested) return [];
        const proposals = complete(context.read(document), document.offsetAt(position), surroundings);
        return proposals.map((it, index) => toCompletionItem(it, index, document));
      },
      resolveCompletionItem: (item) => {
        const found = findProposed(item);
        if (found !== undefined) item.documentation = toDocumentation(found.proposed, context, found.document);
        return item;
      },
    },
    ...triggers,
  );
}

function toDocumentation(
  proposed: Proposed,
  { read }: LanguageContext,
  document: vscode.TextDocument,
): vscode.MarkdownString {
  const pipeline = read(document);
  const component = proposed.kind === 'component' ? pipeline.pipeline.componentsByName.get(proposed.name) : undefined;
  if (component !== undefined) return toHoverMarkdown(describeComponent(pipeline, component));
  return toProposalDocumentation(proposed, pipeline);
}
