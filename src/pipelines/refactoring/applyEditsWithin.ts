import { applyEdits } from '../applyFixes';
import type { TextEdit } from '../problem';
import type { Span } from '../span';

/** A part of a text, with edits that are in it. Where its last lines are taken out, the break before them goes as well. */
export function applyEditsWithin(text: string, { start, end }: Span, edits: readonly TextEdit[]): string {
  const moved = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: Math.min(span.end, end) - start },
    newText,
  }));
  const part = applyEdits(text.slice(start, end), moved);
  return edits.some(({ span, newText }) => newText === '' && span.end >= end) ? part.replace(/\r?\n$/, '') : part;
}
