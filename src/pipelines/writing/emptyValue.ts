import type { TextEdit } from '../problem';
import { isNothing, type Entry, type Value } from '../yamlValue';
import { endOfLines } from './lineStyle';

/** A bare key, or one with `{}`: lines can follow in place of what stands behind the key. */
export function isEmpty(value: Value): boolean {
  return isNothing(value) || (value.kind === 'map' && value.isFlow && value.entries.length === 0);
}

/**
 * Puts lines, each with the break before it, below a key whose value is empty; the comment behind it stays there.
 * `undefined` where the colon is missing.
 */
export function fillBelow(text: string, entry: Entry, lines: string): TextEdit | undefined {
  const start = endOfKey(text, entry);
  const end = endOfLines(text, entry);
  const { span } = entry.value;
  if (start === undefined) return undefined;
  if (span.start === span.end) return { span: { start: end, end }, newText: lines };
  // An explicit one goes: it cannot have lines below it.
  return { span: { start, end }, newText: text.slice(span.end, end) + lines };
}

/** Writes a value in place of another one, or behind a bare key, before its comment; `undefined` where the colon is missing. */
export function replaceValue(text: string, entry: Entry, written: string): TextEdit | undefined {
  const { span } = entry.value;
  if (span.start < span.end) return { span, newText: written };
  const at = endOfKey(text, entry);
  if (at === undefined) return undefined;
  // The space there is still needed where it sets a comment apart.
  const end = text.charAt(span.start) === '#' ? at : span.start;
  return { span: { start: at, end }, newText: ` ${written}` };
}

/** Right behind the colon, and whatever else there is before the value, such as a comment above it. */
function endOfKey(text: string, { key, value }: Entry): number | undefined {
  const between = text.slice(key.span.end, value.span.start).trimEnd();
  return between.trimStart().startsWith(':') ? key.span.end + between.length : undefined;
}
