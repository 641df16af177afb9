import { applyEdits } from '../../src/pipelines/applyFixes';
import type { PipelineKind } from '../../src/pipelines/pipelineDocument';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { complete } from '../../src/pipelines/writing/complete';
import type { Proposal } from '../../src/pipelines/writing/proposal';
import type { Surroundings } from '../../src/pipelines/writing/writingContext';

/** A text, and the place where somebody writes in it. */
export interface Writing {
  readonly text: string;
  readonly offset: number;
}

/** Takes the cursor out of a text, which is written as `‸`. */
export function readCursor(marked: string): Writing {
  const offset = marked.indexOf('‸');
  if (offset === -1 || marked.includes('‸', offset + 1)) throw new Error('The text has to have one cursor.');
  return { text: marked.replace('‸', ''), offset };
}

export function completeAt(marked: string, surroundings?: Surroundings, kind?: PipelineKind): readonly Proposal[] {
  const { text, offset } = readCursor(marked);
  return complete(readPipeline(text, kind), offset, surroundings);
}

/** The text after a proposal is accepted and none of its places to fill was changed. */
export function accept(marked: string, label: string, surroundings?: Surroundings, kind?: PipelineKind): string {
  const { text } = readCursor(marked);
  const proposal = completeAt(marked, surroundings, kind).find((it) => it.label === label);
  if (proposal === undefined) throw new Error(`“${label}” is not proposed.`);
  return acceptProposal(text, proposal);
}

export function acceptProposal(text: string, { span, newText, isSnippet, alsoEdits }: Proposal): string {
  return applyEdits(text, [{ span, newText: isSnippet ? expandSnippet(newText) : newText }, ...alsoEdits]);
}

/** With the first choice of every place. */
function expandSnippet(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:[^\\|]|\\.)*)\|\}/g, (_, choices: string) => {
      const first = /^(?:[^\\,]|\\.)*/.exec(choices)?.[0] ?? '';
      return hide(first.replace(/\\([\\,|])/g, '$1'));
    })
    .replace(/\$\{\d+(?::((?:[^\\}]|\\.)*))?\}/g, (_, text: string | undefined) => text ?? '')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1')
    .replace(/\u{e000}(.)/gu, (_, character: string) => character);
}

/** Keeps the steps that follow from reading a text that is ready. */
function hide(text: string): string {
  return text.replace(/[\\${}]/g, '\u{e000}$&');
}
