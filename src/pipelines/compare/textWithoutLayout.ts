import { readPipeline } from '../readPipeline';
import type { PipelineDocument } from '../pipelineDocument';
import type { Span } from '../span';
import { wholeLinesOf } from '../wholeLines';
import { walkEntries } from '../yamlValue';
import { layoutKey } from './compareValues';

/**
 * A pipeline file without the lines that say where things stand on the canvas: `design`, and `tempMetlId` wherever it
 * is. Everything else stays as it is, byte for byte. For comparing; it is no whole pipeline any more.
 */
export function toTextWithoutLayout(text: string): string {
  return leaveOutLayout(readPipeline(text));
}

/** The same for what was read already. */
export function leaveOutLayout(document: PipelineDocument): string {
  const { text } = document;
  let result = '';
  let from = 0;
  for (const { start, end } of findLayout(document)) {
    result += text.slice(from, start);
    from = end;
  }
  return result + text.slice(from);
}

/** Whole lines, in the order of the text. What shares its line with something else is left alone. */
function findLayout({ text, root, pipeline }: PipelineDocument): readonly Span[] {
  const designs = pipeline.topEntries.filter(({ key }) => key.text === 'design');
  const others = pipeline.topEntries.filter(({ key }) => key.text !== 'design');
  const isBlock = root?.kind === 'map' && !root.isFlow;
  const ids = others.flatMap(({ value }) => walkEntries(value)).filter(({ key }) => key.text === layoutKey);
  return [...(isBlock ? designs : []), ...ids]
    .map(({ span }) => toOwnLines(text, span))
    .filter((span) => span !== undefined)
    .sort((a, b) => a.start - b.start);
}

function toOwnLines(text: string, span: Span): Span | undefined {
  const lines = wholeLinesOf(text, span);
  const start = text.startsWith('\uFEFF', lines.start) ? lines.start + 1 : lines.start;
  const isAlone = isBlank(text, start, span.start) && /^[ \t]*(#[^\n]*)?\r?\n?$/.test(text.slice(span.end, lines.end));
  return isAlone ? { start, end: lines.end } : undefined;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}
