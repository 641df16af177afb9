import type { Span } from './span';

/** Two versions that Git could not merge. */
export interface Conflict {
  /** From the first marker to the end of the last one. */
  readonly span: Span;
  /** The line of each marker. */
  readonly markers: readonly Span[];
}

/** The conflicts Git left in a file, and the text as it was on our side: everything else is blank, every offset is the same. */
export interface ConflictedText {
  readonly conflicts: readonly Conflict[];
  readonly ownText: string;
}

const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t][^\r\n]*)?(?=\r?$)/gm;

/** Looks for the markers Git writes at the start of a line; in a pipeline nothing else can begin like that. */
export function readConflicts(text: string): ConflictedText {
  if (!text.includes('<<<<<<<') && !text.includes('=======')) return { conflicts: [], ownText: text };
  const conflicts: Conflict[] = [];
  const blanks: Span[] = [];
  let open: Span[] = [];
  for (const match of text.matchAll(marker)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const sign = match[0].charAt(0);
    if (sign === '<') {
      if (open.length > 0) {
        conflicts.push(toConflict(open));
        blanks.push(...open);
      }
      open = [];
    } else if (open.length === 0 && sign !== '>') continue;
    open.push(span);
    if (sign === '>') {
      const [first = span, second = span] = open;
      blanks.push(first, { start: second.start, end: span.end });
      conflicts.push(toConflict(open));
      open = [];
    }
  }
  if (open.length > 0) {
    conflicts.push(toConflict(open));
    blanks.push(...open);
  }
  return { conflicts, ownText: blank(text, blanks) };
}

function toConflict(markers: readonly Span[]): Conflict {
  return { span: { start: markers[0]?.start ?? 0, end: markers.at(-1)?.end ?? 0 }, markers };
}

/** `spans` are in the order of the text and do not overlap. */
function blank(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}
