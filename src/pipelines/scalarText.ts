import type { Span } from './span';
import type { Scalar } from './yamlValue';

/** The characters of a scalar without escapes and folds, and where each of them is written. */
export interface ScalarText {
  /** A fold is one space here; the indentation of a literal block stays, so this is for searching only. */
  readonly text: string;
  /** Where a part of `text` is written in the file. */
  spanOf(start: number, end: number): Span;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
]);
const hexLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** A stretch of the text: as it is written, or what stands for something else. */
interface Stretch {
  /** In the text. */
  readonly at: number;
  /** In the file. */
  readonly from: number;
  readonly until: number;
  readonly isVerbatim: boolean;
}

/** What says something else than it is written as, by style; everything else of a scalar is taken as it is. */
const special: Readonly<Record<Scalar['style'], RegExp | undefined>> = {
  double: /[\\\n\r]/g,
  single: /['\n\r]/g,
  plain: /[\n\r]/g,
  folded: /[\n\r]/g,
  literal: undefined,
};

/** Reads the source of a scalar; `source` is the text of the file. */
export function readScalarText(source: string, scalar: Scalar): ScalarText {
  const isQuoted = scalar.style === 'double' || scalar.style === 'single';
  const last = isQuoted ? scalar.span.end - 1 : scalar.span.end;
  const first = isQuoted ? scalar.span.start + 1 : scalar.span.start;
  const stretches: Stretch[] = [];
  let text = '';
  const add = (says: string, from: number, until: number, isVerbatim: boolean) => {
    if (says !== '') stretches.push({ at: text.length, from, until, isVerbatim });
    text += says;
  };
  let at = first;
  for (const { index } of findSpecial(source.slice(first, last), scalar.style)) {
    const place = first + index;
    // What was read with the one before, as the second of two quotes.
    if (place < at) continue;
    add(source.slice(at, place), at, place, true);
    const { says, length } = readCharacter(source, place, last, scalar.style);
    add(says, place, place + length, false);
    at = place + length;
  }
  if (at < last) add(source.slice(at, last), at, last, true);
  return { text, spanOf: (start, end) => toSpan(stretches, start, end, last) };
}

function findSpecial(written: string, style: Scalar['style']): Iterable<RegExpExecArray> {
  const pattern = special[style];
  return pattern === undefined ? [] : written.matchAll(pattern);
}

function toSpan(stretches: readonly Stretch[], start: number, end: number, last: number): Span {
  const first = findStretch(stretches, start);
  const from = first === undefined ? last : first.isVerbatim ? first.from + start - first.at : first.from;
  if (end <= start) return { start: from, end: from };
  const final = findStretch(stretches, end - 1);
  const until = final === undefined ? last : final.isVerbatim ? final.from + end - final.at : final.until;
  return { start: from, end: Math.min(until, last) };
}

/** The stretch that a character of the text is in. */
function findStretch(stretches: readonly Stretch[], index: number): Stretch | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.at ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low - 1];
  return found === undefined ||
    (low === stretches.length && found.isVerbatim && index >= found.at + found.until - found.from)
    ? undefined
    : found;
}

function readCharacter(source: string, at: number, last: number, style: Scalar['style']) {
  const character = source.charAt(at);
  if (style === 'double' && character === '\\') return readEscape(source, at, last);
  if (style === 'single' && character === "'") return { says: "'", length: 2 };
  return { says: ' ', length: lengthOfFold(source, at, last) };
}

function readEscape(source: string, at: number, last: number) {
  const next = source.charAt(at + 1);
  if (next === '\n' || next === '\r') return { says: '', length: 1 + lengthOfFold(source, at + 1, last) };
  const digits = hexLengths.get(next);
  if (digits === undefined) return { says: escapes.get(next) ?? next, length: 2 };
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  return { says: code <= 0x10ffff ? String.fromCodePoint(code) : '\u{FFFD}', length: 2 + digits };
}

/** A line break, those that follow, and the indentation behind them. */
function lengthOfFold(source: string, at: number, last: number): number {
  let end = at;
  while (end < last && /\s/.test(source.charAt(end))) end++;
  return end - at;
}
