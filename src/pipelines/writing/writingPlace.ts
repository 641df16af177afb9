import type { Span } from '../span';
import { endOfLine } from './lineStyle';
import { parseLine, type ParsedLine } from './parseLine';

/** Where in a file somebody writes, as its lines and their indentation tell: true for what is no YAML yet as well. */
export interface WritingPlace {
  /** The keys that lead here from the top, `-` for an item of a list. The key that is written itself is no part of it. */
  readonly path: readonly string[];
  /** A key, what stands behind one, an item of a list, or a line inside of a longer text. */
  readonly role: 'key' | 'value' | 'item' | 'text';
  /** From the start of the word to the cursor, opening quote included. */
  readonly typed: string;
  /** What takes the place of the word: all of it, closing quote and, for keys, colon included. */
  readonly span: Span;
  /** In which column the word begins. */
  readonly column: number;
  /** For a line that has no dash yet: in which column it has to be, to make the line an item beside those that are there. */
  readonly itemColumn: number;
  /** The dash or the colon before the word has no space behind it yet. */
  readonly needsSpace: boolean;
  /** The word is followed by something else that belongs to it, such as the value of a key. */
  readonly hasValue: boolean;
  /** Number of lines that were looked at. */
  readonly visited: number;
}

/** Linear in what precedes the offset, and in the blank lines behind it; never throws. */
export function findWritingPlace(text: string, offset: number): WritingPlace {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, lineStart);
  const line = parseLine(text, lineStart, lineEnd);
  const ahead = parseLine(text, lineStart, Math.min(offset, lineEnd));
  const own = findOwn(text, line, ahead, Math.min(offset, lineEnd), lineEnd);
  const { path, isInText, nearest, visited } = walkUp(text, lineStart, own);
  const { typed, span, column, needsSpace, hasValue } = own;
  return {
    path: own.isBehindColon && !isInText ? [...path, own.key] : path,
    role: isInText || own.isComment ? 'text' : own.isBehindColon ? 'value' : own.isItem ? 'item' : 'key',
    typed,
    span,
    column,
    itemColumn: findItemColumn(nearest, nextLine(text, lineEnd)) ?? column,
    needsSpace,
    hasValue,
    visited,
  };
}

/** Where the other items of the list are that a line without a dash is in, below one of them or between key and list. */
function findItemColumn(nearest: Nearest | undefined, next: ParsedLine | undefined): number | undefined {
  if (nearest?.isKey !== true) return nearest?.column;
  const dash = next?.dashes[0];
  // The list may be in the column of its key; further out it is that of another one.
  return dash !== undefined && dash >= nearest.column ? dash : undefined;
}

interface OwnLine {
  readonly typed: string;
  readonly span: Span;
  readonly column: number;
  readonly needsSpace: boolean;
  readonly hasValue: boolean;
  readonly isBehindColon: boolean;
  readonly isItem: boolean;
  readonly isComment: boolean;
  readonly key: string;
  /** Columns of the dashes. */
  readonly dashes: readonly number[];
  /** Column of what follows them. */
  readonly contentColumn: number;
}

function findOwn(text: string, line: ParsedLine, ahead: ParsedLine, offset: number, lineEnd: number): OwnLine {
  const lineStart = line.start;
  const isBehindColon = ahead.key !== undefined && ahead.colon !== undefined && offset > ahead.colon;
  const from = isBehindColon ? Math.min(ahead.valueStart, offset) : Math.min(ahead.contentStart, offset);
  const common = {
    typed: text.slice(from, offset),
    column: from - lineStart,
    needsSpace: from > lineStart && /[:-]/.test(text.charAt(from - 1)) && (isBehindColon || ahead.dashes.length > 0),
    isComment: text.charAt(ahead.contentStart) === '#' && ahead.contentStart < offset,
    dashes: ahead.dashes,
    contentColumn: ahead.contentStart - lineStart,
    key: ahead.key ?? '',
    isBehindColon,
  };
  if (isBehindColon) {
    return { ...common, span: { start: from, end: valueEnd(text, from, lineEnd) }, hasValue: false, isItem: false };
  }
  const isItem = ahead.dashes.length > 0;
  if (line.key !== undefined && line.colon !== undefined && offset <= line.colon) {
    const hasValue = text.slice(line.colon + 1, lineEnd).trim() !== '' || hasInner(text, lineEnd, common.contentColumn);
    return { ...common, span: { start: from, end: line.colon + 1 }, hasValue, isItem };
  }
  return { ...common, span: { start: from, end: valueEnd(text, from, lineEnd) }, hasValue: false, isItem };
}

/** To the closing quote, else to the end of the line or to its comment. */
function valueEnd(text: string, from: number, lineEnd: number): number {
  const rest = text.slice(from, lineEnd);
  const quote = rest.charAt(0);
  const quoted =
    quote === '"' ? /^"(?:[^"\\]|\\.)*"/.exec(rest) : quote === "'" ? /^'(?:[^']|'')*'/.exec(rest) : undefined;
  if (quoted) return from + quoted[0].length;
  const comment = rest.search(/\s#/);
  return from + (comment === -1 ? rest : rest.slice(0, comment)).trimEnd().length;
}

/** Whether what follows a line is further in, so that it belongs to its key. */
function hasInner(text: string, lineEnd: number, column: number): boolean {
  const next = nextLine(text, lineEnd);
  return next !== undefined && next.contentStart - next.start > column;
}

/** The next line that says something. */
function nextLine(text: string, lineEnd: number): ParsedLine | undefined {
  let start = lineEnd + 1;
  while (start < text.length) {
    const end = endOfLine(text, start);
    const next = parseLine(text, start, end);
    if (next.saysSomething) return next;
    start = end + 1;
  }
  return undefined;
}

/** The key or the dash above a line without a dash that it is further in than. */
interface Nearest {
  readonly column: number;
  readonly isKey: boolean;
}

interface Above {
  readonly path: readonly string[];
  readonly isInText: boolean;
  readonly nearest: Nearest | undefined;
  readonly visited: number;
}

/** Goes from line to line to the top and takes along what is further out than all before. */
function walkUp(text: string, lineStart: number, own: OwnLine): Above {
  const way = new WayUp(own);
  let visited = 0;
  let end = lineStart - 1;
  while (end > 0 && !way.isAtTop) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    way.take(parseLine(text, start, end));
    visited++;
    end = start - 1;
  }
  return { path: way.path, isInText: way.isInText, nearest: way.nearest, visited };
}

class WayUp {
  path: readonly string[] = [];
  isInText = false;
  nearest: Nearest | undefined;
  #column: number;
  /** We are an item whose list is looked for, which may stand in the same column as its key. */
  #isItem = false;

  constructor({ contentColumn, dashes }: OwnLine) {
    this.#column = contentColumn;
    this.#enter(dashes);
  }

  get isAtTop(): boolean {
    return this.#column === 0 && !this.#isItem;
  }

  take(line: ParsedLine): void {
    if (!line.saysSomething) return;
    const column = line.contentStart - line.start;
    const isFurtherOut = this.#isItem ? column <= this.#column : column < this.#column;
    const dashes = line.dashes.filter((dash) => dash < this.#column);
    const isLeading = line.key !== undefined && isFurtherOut;
    if (!isLeading && dashes.length === 0 && !(isFurtherOut && line.opensText)) return;
    if (this.path.length === 0)
      this.nearest = { column: isLeading ? column : (dashes.at(-1) ?? column), isKey: isLeading };
    const isWithin =
      line.key === undefined ? dashes.length === line.dashes.length : isLeading && column !== this.#column;
    if (line.opensText && isWithin) {
      // What was found so far are lines of a text, whatever they look like.
      this.isInText = true;
      this.path = [];
    }
    if (isLeading) {
      this.path = [line.key, ...this.path];
      this.#column = column;
      this.#isItem = false;
    }
    this.#enter(dashes);
  }

  #enter(dashes: readonly number[]): void {
    this.path = [...dashes.map(() => '-'), ...this.path];
    const [outermost] = dashes;
    if (outermost === undefined) return;
    this.#column = outermost;
    this.#isItem = true;
  }
}
