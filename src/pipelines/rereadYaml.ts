import { moveEntry } from './moveEntry';
import { mostCharacters, readYaml } from './readYaml';
import type { Span } from './span';
import type { Entry, MapValue, Value } from './yamlValue';

/** What a text says that was changed in one entry. */
export interface RereadYaml {
  readonly root: MapValue;
  /** How many nodes were looked at: those of the changed entry. The others were taken over. */
  readonly visited: number;
}

/** How two texts differ: `from` and `to` are places in the old one, the new one is longer `by` so many characters. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

/** Components, variables and places in the design are entries of this level; what is further in is read along with them. */
const deepestReread = 3;

const beforeRoot = /^\u{FEFF}?\s*(?:#[^\n]*\n\s*)*$/u;
const betweenKeyAndMap = /^:\s*(?:#[^\n]*\n\s*)*$/;
/** A line that begins an entry as people write them, its indentation included. */
const keyLine = /^ *(?:[\p{L}\p{N}_][^:#\t\r\n]*|"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\r\n]|'')*'):(?=\s|$)/u;
const loneReturn = /\r(?!\n)/;

/**
 * Reads a text again of which `root` says what it was before: only the smallest entry of block maps that holds all of the
 * change is read, the rest is taken over. `root` must come from a text without problems, duplicate keys, aliases and
 * conflicts. `undefined` where it is not certain that reading all of it would give the same; never throws.
 */
export function rereadYaml(root: Value | undefined, before: string, text: string): RereadYaml | undefined {
  if (root?.kind !== 'map' || text.length > mostCharacters) return undefined;
  if (!beforeRoot.test(before.slice(0, root.span.start))) return undefined;
  const reread = new Rereading(before, text);
  const map = reread.readMap(root, before.length, []);
  return map && { root: map, visited: reread.visited };
}

class Rereading {
  readonly #before: string;
  readonly #text: string;
  readonly #change: Change;
  visited = 0;

  constructor(before: string, text: string) {
    this.#before = before;
    this.#text = text;
    this.#change = findChange(before, text);
  }

  /** `end` is where the lines of the map end in the old text, `outer` the indentation of the entries that hold it. */
  readMap(map: MapValue, end: number, outer: readonly number[]): MapValue | undefined {
    const { entries } = map;
    const { from, to, by } = this.#change;
    const index = Math.max(
      entries.findLastIndex((it) => this.#lineOf(it) < from),
      0,
    );
    const [old, next] = entries.slice(index, index + 2);
    if (old === undefined || map.isFlow || map.span.start !== entries[0]?.key.span.start) return undefined;
    const lines = { start: this.#lineOf(old), end: next === undefined ? end : this.#lineOf(next) };
    if (from < lines.start || to > lines.end) return undefined;
    const entry = this.#isOuter(old, outer) ? this.#readInner(old, lines, outer) : this.#readLines(old, lines, outer);
    if (entry === undefined) return undefined;
    const isTaken = entries.some(({ key }, other) => other !== index && key.text === entry.key.text);
    if (isTaken) return undefined;
    const after = by === 0 ? entries.slice(index + 1) : entries.slice(index + 1).map((it) => moveEntry(it, by));
    const last = after.at(-1) ?? entry;
    return {
      ...map,
      entries: [...entries.slice(0, index), entry, ...after],
      span: { start: map.span.start, end: last.span.end },
    };
  }

  /** Whether the change is in one of the entries of an entry, where it is worth looking for. */
  #isOuter({ key, value }: Entry, outer: readonly number[]): boolean {
    if (value.kind !== 'map' || value.isFlow || outer.length + 1 >= deepestReread) return false;
    const [first] = value.entries;
    return first !== undefined && this.#lineOf(first) > key.span.end && this.#lineOf(first) <= this.#change.from;
  }

  #readInner(old: Entry, lines: Span, outer: readonly number[]): Entry | undefined {
    const { key, value } = old;
    const indent = this.#indentOf(old);
    if (value.kind !== 'map' || indent === undefined) return undefined;
    // Where something else is here, as a tag or an anchor, the map may mean something else.
    if (!betweenKeyAndMap.test(this.#before.slice(key.span.end, value.span.start))) return undefined;
    const inner = this.readMap(value, lines.end, [...outer, indent]);
    return inner && toEntry(key, inner);
  }

  /** Reads the lines of an entry below lines that stand for those it is in, so that they are read as in their place. */
  #readLines(old: Entry, { start, end }: Span, outer: readonly number[]): Entry | undefined {
    const indent = this.#indentOf(old);
    const newEnd = end + this.#change.by;
    const lines = this.#text.slice(start, newEnd);
    if (indent === undefined || !isOneEntry(lines, indent) || !this.#endsAt(newEnd)) return undefined;
    const frame = outer.map((it) => `${' '.repeat(it)}x:\n`).join('');
    const { root, problems, refusal, duplicates, aliases, visited } = readYaml(frame + lines, start - frame.length);
    this.visited += visited;
    const isPlain = problems.length + duplicates.length + aliases.length === 0 && refusal === undefined;
    const entry = onlyEntryOf(outer.reduce((value) => onlyEntryOf(value)?.value, root));
    return isPlain && entry?.key.span.start === start + indent ? entry : undefined;
  }

  /** Whether nothing but the end of the text or another entry, which ends whatever is before it, begins at a place. */
  #endsAt(place: number): boolean {
    const rest = this.#text.slice(place);
    return rest === '' || (this.#text.charAt(place - 1) === '\n' && keyLine.test(rest));
  }

  /** Where the line of an entry begins in the old text. */
  #lineOf({ key }: Entry): number {
    return this.#before.lastIndexOf('\n', key.span.start - 1) + 1;
  }

  /** In spaces; `undefined` for an entry with something before its key. */
  #indentOf(entry: Entry): number | undefined {
    const start = this.#lineOf(entry);
    const before = this.#before.slice(start, entry.key.span.start);
    return /^ *$/.test(before) ? before.length : undefined;
  }
}

function toEntry(key: Entry['key'], value: MapValue): Entry {
  return { key, value, span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) } };
}

function onlyEntryOf(value: Value | undefined): Entry | undefined {
  return value?.kind === 'map' && !value.isFlow && value.entries.length === 1 ? value.entries[0] : undefined;
}

/** Whether lines are an entry that begins at an indentation, and nothing else that could end it earlier. */
function isOneEntry(lines: string, indent: number): boolean {
  if (!keyLine.test(lines) || lines.search(/[^ ]/) !== indent || loneReturn.test(lines)) return false;
  return lines
    .split('\n')
    .slice(1)
    .every((line) => {
      const at = line.search(/[^ ]/);
      return at === -1 || line.slice(at) === '\r' || (at > indent && !/\s/.test(line.charAt(at)));
    });
}

function findChange(before: string, text: string): Change {
  const shorter = Math.min(before.length, text.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === text.charCodeAt(from)) from++;
  let same = 0;
  while (same < shorter - from && isSameFromEnd(before, text, same)) same++;
  const by = text.length - before.length;
  const to = before.length - same;
  const isOneSided = to === from || to - from === -by;
  const back = isOneSided ? countSteps(by > 0 ? text : before, from, Math.abs(by)) : 0;
  return { from: from - back, to: to - back, by };
}

function isSameFromEnd(before: string, text: string, index: number): boolean {
  return before.charCodeAt(before.length - 1 - index) === text.charCodeAt(text.length - 1 - index);
}

/** How far a piece of a text that was put in or cut out may lie further ahead as well: a line cut out begins at its start. */
function countSteps(text: string, from: number, length: number): number {
  let steps = 0;
  while (steps < from && text.charCodeAt(from - steps - 1) === text.charCodeAt(from - steps - 1 + length)) steps++;
  return steps;
}
