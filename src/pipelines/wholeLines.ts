import type { Span } from './span';

/** From the start of the line a span begins in to behind the break of the one it ends in, so that nothing is left of it. */
export function wholeLinesOf(text: string, { start, end }: Span): Span {
  const newline = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: newline === -1 ? text.length : newline + 1 };
}
