import { findDuplicates, readYaml, type DuplicateKey, type SyntaxProblem, type YamlText } from './readYaml';
import type { Span } from './span';
import type { AliasValue, Entry, MapValue, Scalar } from './yamlValue';

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** In spaces; `undefined` for what says nothing: blank lines and comments. */
  readonly indent: number | undefined;
  /** A tab among the indentation: nobody can say how deep that is. */
  readonly hasTab: boolean;
}

/** In characters, indentation included; beyond it the pattern for names would take its time. */
const longestName = 1000;
/** How deep a part may lie that is still read on its own; a component's parameter is at level 5. */
const deepestPart = 6;
/** The first lines of components, variables and design entries: what comes before them is their name. */
const firstProperty = /^\s+(?:type|metadata|position)\s*:/;
/** A name whose colon was forgotten. */
const bareName = /^\s*[^\s#"'[{&*!|>%@`:-][^:]*$/;
const head = /^\s*(?:"(?:[^"\\]|\\.)*"\s*|'(?:[^']|'')*'\s*|[^\s#"'].*?):\s*(?:#.*)?$/;

/**
 * Reads a text that is not YAML entry by entry, by indentation: an entry that cannot be read is read by its own
 * entries again, so that what is broken costs the smallest part that holds it. Never throws.
 */
export function recoverYaml(text: string): YamlText {
  return new Recovery(text).read();
}

class Recovery {
  readonly #text: string;
  readonly #lines: readonly Line[];
  readonly #problems: SyntaxProblem[] = [];
  readonly #duplicates: DuplicateKey[] = [];
  readonly #aliases: AliasValue[] = [];
  #visited = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = toLines(text);
  }

  read(): YamlText {
    const root = this.#readEntries(0, this.#lines.length, -1, 0);
    return {
      root,
      problems: this.#problems,
      duplicates: this.#duplicates,
      aliases: this.#aliases,
      visited: this.#visited,
    };
  }

  /** Reads the lines from `from` to before `to` as the entries of a map whose parent stands at `outer`. */
  #readEntries(from: number, to: number, outer: number, level: number): MapValue {
    const starts = this.#findStarts(from, to, outer);
    const entries = starts.flatMap((start, index) => this.#readPart(start, starts[index + 1] ?? to, level));
    const span = {
      start: entries[0]?.span.start ?? this.#lines[from]?.start ?? this.#text.length,
      end: entries.at(-1)?.span.end ?? this.#lines[from]?.start ?? this.#text.length,
    };
    const map: MapValue = { kind: 'map', entries, isFlow: false, span };
    this.#duplicates.push(...findDuplicates(map));
    return map;
  }

  /** Where entries begin: at the common indentation, and at names that were indented by mistake. */
  #findStarts(from: number, to: number, outer: number): readonly number[] {
    const first = this.#findSaying(from, to, (line) => !line.hasTab);
    const tab = this.#findSaying(from, first ?? to);
    if (tab !== undefined) this.#problems.push({ code: 'TAB_AS_INDENT', span: this.#lastLineOf(tab, tab + 1) });
    if (first === undefined) return [];
    const indents = new Map<number, number>();
    for (let index = from; index < to; index++) {
      const { indent, hasTab } = this.#line(index);
      if (indent !== undefined && !hasTab && this.#isHead(index, to))
        indents.set(indent, (indents.get(indent) ?? 0) + 1);
    }
    const usual = this.#usualIndent(first, outer, indents);
    const isOrphan = usual < (this.#line(first).indent ?? 0) - 1;
    if (isOrphan) this.#problems.push({ code: 'BAD_INDENT', span: this.#lastLineOf(first, first + 1) });
    const starts: number[] = [];
    for (let index = from; index < to; index++) {
      const { indent, hasTab, start } = this.#line(index);
      this.#visited++;
      if (indent === undefined || hasTab || index < first) continue;
      const isNear = indent < usual || (indent === usual + 1 && indents.has(usual));
      const isOff = indent > outer && indent !== usual && isNear && this.#isHead(index, to);
      if (indent !== usual && !isOff && (index !== first || isOrphan)) continue;
      if (/^(?:- |---|\.\.\.)/.test(this.#text.slice(start + indent, start + indent + 3)) && index !== first) continue;
      starts.push(index);
      if (isOff)
        this.#problems.push({ code: 'OFF_INDENT', span: { start: start + indent, end: this.#line(index).end } });
    }
    return starts;
  }

  /** The first line's, unless it is the first that was indented by mistake; nobody indents by odd numbers. */
  #usualIndent(first: number, outer: number, heads: ReadonlyMap<number, number>): number {
    const own = this.#line(first).indent ?? 0;
    // Lines that lost the name above them: the names that follow are further out.
    const named = [...heads.keys()].filter((indent) => indent > outer && indent < own - 1);
    if (!heads.has(own)) return named.length > 0 ? Math.min(...named) : own;
    const count = (indent: number) => (heads.get(indent) ?? 0) + (indent % 2 === 0 ? 0.5 : 0);
    return [own - 1, own + 1].find((indent) => heads.has(indent) && count(indent) > count(own)) ?? own;
  }

  /** Whether a line is a name, and the next one, further in, how a component, a variable or a position begins. */
  #isHead(index: number, to: number): boolean {
    const line = this.#line(index);
    const next = this.#findSaying(index + 1, to);
    if (next === undefined || (this.#line(next).indent ?? 0) <= (line.indent ?? 0)) return false;
    return firstProperty.test(this.#source(next)) && this.#isName(index);
  }

  #readPart(from: number, to: number, level: number): readonly Entry[] {
    const { start } = this.#line(from);
    const end = this.#lines[to]?.start ?? this.#text.length;
    const part = readYaml(this.#text.slice(start, end), start);
    this.#visited += part.visited;
    const isMap = part.root?.kind === 'map';
    if (part.problems.length === 0 && isMap) return this.#accept(part);
    if (part.problems.length === 0 || level >= deepestPart || !this.#hasInnerEntries(from, to)) {
      return this.#acceptBroken(part, from, to);
    }
    if (this.#isName(from)) return [this.#readWithin(from, to, level)];
    if (!bareName.test(this.#source(from))) return this.#acceptBroken(part, from, to);
    this.#problems.push({ code: 'MISSING_COLON', span: this.#contentOf(from, from + 1) });
    return [this.#readWithin(from, to, level)];
  }

  #isName(index: number): boolean {
    const { start, end } = this.#line(index);
    return end - start <= longestName && head.test(this.#source(index));
  }

  #hasInnerEntries(from: number, to: number): boolean {
    const inner = this.#findSaying(from + 1, to, (line) => !line.hasTab);
    if (inner === undefined || (this.#line(inner).indent ?? 0) <= (this.#line(from).indent ?? 0)) return false;
    return !this.#source(inner).trimStart().startsWith('-');
  }

  /** The line with the name, and its entries one by one. */
  #readWithin(from: number, to: number, level: number): Entry {
    const line = this.#line(from);
    const value = this.#readEntries(from + 1, to, line.indent ?? 0, level + 1);
    const key = this.#keyOf(readYaml(this.#source(from), line.start), from);
    return { key, value, span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) } };
  }

  #accept(part: YamlText): readonly Entry[] {
    this.#duplicates.push(...part.duplicates.filter(({ map }) => map !== part.root));
    this.#aliases.push(...part.aliases);
    return part.root?.kind === 'map' ? part.root.entries : [];
  }

  /** Keeps what could be read of a part, and its first problem: the others mostly follow from it. */
  #acceptBroken(part: YamlText, from: number, to: number): readonly Entry[] {
    const { start, end } = this.#contentOf(from, to);
    const [problem] = part.problems;
    if (problem === undefined)
      this.#problems.push({ code: 'MISSING_COLON', span: { start, end: this.#line(from).end } });
    else {
      // What is missing at the end of a part is said of its last line.
      const isInside = problem.span.start < end - 1;
      const place = isInside
        ? { start: problem.span.start, end: Math.min(problem.span.end, end) }
        : this.#lastLineOf(from, to);
      this.#problems.push({ code: problem.code, span: place });
    }
    if (part.root?.kind === 'map' && part.root.entries.length > 0) return this.#accept(part);
    const key = this.#keyOf(part, from);
    const nothing: Scalar = { kind: 'scalar', text: '', type: 'null', style: 'plain', span: { start: end, end } };
    return key.text === '' ? [] : [{ key, value: nothing, span: { start: key.span.start, end } }];
  }

  #keyOf(part: YamlText, from: number): Scalar {
    const { root } = part;
    const line = this.#line(from);
    const first = root?.kind === 'map' ? root.entries[0]?.key : root;
    if (first?.kind === 'scalar' && first.span.end <= line.end) return first;
    const start = line.start + (line.indent ?? 0);
    const text = this.#text.slice(start, line.end).trimEnd().replace(/:$/, '').trimEnd();
    return { kind: 'scalar', text, type: 'string', style: 'plain', span: { start, end: start + text.length } };
  }

  #contentOf(from: number, to: number): Span {
    const { start, indent = 0 } = this.#line(from);
    return { start: start + indent, end: this.#lastLineOf(from, to).end };
  }

  #lastLineOf(from: number, to: number): Span {
    let last = to - 1;
    while (last > from && this.#line(last).indent === undefined) last--;
    const { start, end, indent = 0 } = this.#line(last);
    return { start: start + indent, end };
  }

  #findSaying(from: number, to: number, isMeant: (line: Line) => boolean = () => true): number | undefined {
    for (let index = from; index < to; index++) {
      const line = this.#line(index);
      if (line.indent !== undefined && isMeant(line)) return index;
    }
    return undefined;
  }

  #line(index: number): Line {
    return this.#lines[index] ?? { start: this.#text.length, end: this.#text.length, indent: undefined, hasTab: false };
  }

  #source(index: number): string {
    const { start, end } = this.#line(index);
    return this.#text.slice(start, end);
  }
}

function toLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\u{FEFF}') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    if (end > start && text.charAt(end - 1) === '\r') end--;
    lines.push({ start, end, ...indentOf(text, start, end) });
    start = next;
  }
  return lines;
}

function indentOf(text: string, start: number, end: number): Pick<Line, 'indent' | 'hasTab'> {
  let at = start;
  while (at < end && text.charAt(at) === ' ') at++;
  const indent = at - start;
  while (at < end && /\s/.test(text.charAt(at))) at++;
  const saysNothing = at === end || text.charAt(at) === '#';
  return { indent: saysNothing ? undefined : indent, hasTab: at > start + indent };
}
