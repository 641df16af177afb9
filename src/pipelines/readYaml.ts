import {
  Composer,
  Parser,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type CST,
  type Document,
  type ParsedNode,
  type Scalar as YamlScalar,
} from 'yaml';
import type { Span } from './span';
import type { AliasValue, Entry, ListValue, MapValue, Scalar, ScalarStyle, Value } from './yamlValue';

/** Something that keeps a text from being the YAML it was meant to be. */
export interface SyntaxProblem {
  /** `yaml`'s code, or `MISSING_COLON` and `OFF_INDENT`, which are found where broken parts are read one by one. */
  readonly code: string;
  readonly span: Span;
}

/** A key that a map has already. */
export interface DuplicateKey {
  readonly key: Scalar;
  readonly first: Scalar;
  readonly map: MapValue;
}

/** What a text says, as far as it can be read. */
export interface YamlText {
  readonly root: Value | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly duplicates: readonly DuplicateKey[];
  readonly aliases: readonly AliasValue[];
  /** How many nodes were looked at: the measure of the work, which stays proportional to the length of the text. */
  readonly visited: number;
  /** The text was too long or too deeply nested to be read at all. */
  readonly refusal?: 'tooLong' | 'tooDeep';
}

/** In characters; the longest pipeline in public has 82,000. */
export const mostCharacters = 1_000_000;
const deepestNesting = 100;

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Reads one YAML document; never throws. Offsets in the result count from `offset` before the text. */
export function readYaml(text: string, offset = 0): YamlText {
  const nothing = { root: undefined, problems: [], duplicates: [], aliases: [], visited: 0 };
  if (text.length > mostCharacters) return { ...nothing, refusal: 'tooLong' };
  try {
    const tokens = [...new Parser().parse(text)];
    const { isTooDeep, visited } = measure(tokens);
    if (isTooDeep) return { ...nothing, visited, refusal: 'tooDeep' };
    // Unique keys are our own concern: the library compares every key of a map with every other one.
    const documents = [...new Composer({ uniqueKeys: false }).compose(tokens)];
    return new YamlReader(text, offset, visited).read(documents);
  } catch (error) {
    // The library descends into nested collections; only a full stack and its own limits stop it.
    if (error instanceof Error) return { ...nothing, refusal: 'tooDeep' };
    throw error;
  }
}

const fewKeys = 8;

/** The keys of a map that it has already. */
export function findDuplicates(map: MapValue): readonly DuplicateKey[] {
  const { entries } = map;
  // Most maps are small, and comparing a few names takes less than putting them into a table.
  if (entries.length <= fewKeys && !entries.some((it, index) => hasBefore(entries, index, it.key.text))) return [];
  const seen = new Map<string, Scalar>();
  return entries.flatMap(({ key }) => {
    const first = seen.get(key.text);
    if (first !== undefined) return [{ key, first, map }];
    seen.set(key.text, key);
    return [];
  });
}

function hasBefore(entries: readonly Entry[], index: number, key: string): boolean {
  for (let before = 0; before < index; before++) if (entries[before]?.key.text === key) return true;
  return false;
}

/** Counts tokens without recursion, so that it is safe on what the library would recurse into. */
function measure(tokens: readonly CST.Token[]): { isTooDeep: boolean; visited: number } {
  let level: CST.Token[] = [...tokens];
  let visited = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestNesting) return { isTooDeep: true, visited };
    const next: CST.Token[] = [];
    for (const token of level) {
      visited++;
      if (token.type === 'document' && token.value) next.push(token.value);
      if (!('items' in token)) continue;
      for (const { key, value } of token.items) {
        if (key) next.push(key);
        if (value) next.push(value);
      }
    }
    level = next;
  }
  return { isTooDeep: false, visited };
}

/** Turns the library's nodes into ours, for one text. */
class YamlReader {
  readonly #text: string;
  readonly #offset: number;
  readonly #duplicates: DuplicateKey[] = [];
  readonly #aliases: AliasValue[] = [];
  #visited: number;

  constructor(text: string, offset: number, visited: number) {
    this.#text = text;
    this.#offset = offset;
    this.#visited = visited;
  }

  read(documents: readonly Document.Parsed[]): YamlText {
    const [first, second] = documents;
    const contents = first?.contents ?? undefined;
    const root = contents === undefined ? undefined : this.#toValue(contents);
    const problems = (first?.errors ?? []).map(({ code, pos }) => ({ code, span: this.#placeOf(pos) }));
    if (second !== undefined) {
      const [start] = second.range;
      problems.push({ code: 'MULTIPLE_DOCS', span: this.#spanOf(start, start) });
    }
    return { root, problems, duplicates: this.#duplicates, aliases: this.#aliases, visited: this.#visited };
  }

  /** What is missing at the end of a text, the library finds one character behind it. */
  #placeOf([start, end]: readonly [number, number]): Span {
    const { length } = this.#text;
    return this.#spanOf(Math.min(start, length), Math.min(end, length));
  }

  #toValue(node: ParsedNode): Value {
    this.#visited++;
    const [start, end] = node.range;
    if (isScalar(node)) return this.#toScalar(node, start, end);
    if (isAlias(node)) {
      const alias: AliasValue = { kind: 'alias', text: node.source, span: this.#spanOf(start, end) };
      this.#aliases.push(alias);
      return alias;
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#toValue(item));
      const span = node.flow ? this.#spanOf(start, end) : this.#spanUntil(start, items.at(-1)?.span.end, end);
      return { kind: 'list', items, isFlow: node.flow === true, span } satisfies ListValue;
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) => this.#toEntry(key, value));
      const span = node.flow ? this.#spanOf(start, end) : this.#spanUntil(start, entries.at(-1)?.span.end, end);
      const map: MapValue = { kind: 'map', entries, isFlow: node.flow === true, span };
      this.#duplicates.push(...findDuplicates(map));
      return map;
    }
    return this.#toNothing(start);
  }

  #toEntry(keyNode: ParsedNode | null, valueNode: ParsedNode | null): Entry {
    const keyValue = keyNode === null ? this.#toNothing(valueNode?.range[0] ?? 0) : this.#toValue(keyNode);
    const key: Scalar = keyValue.kind === 'scalar' ? keyValue : { ...this.#asText(keyValue.span), span: keyValue.span };
    const value = valueNode === null ? this.#nothingAt(key.span.end) : this.#toValue(valueNode);
    return { key, value, span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) } };
  }

  #toScalar(node: YamlScalar.Parsed, start: number, end: number): Scalar {
    const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
    const value: unknown = node.value;
    if (start === end) return this.#toNothing(start);
    const type = value === null ? 'null' : typeof value;
    const text = style === 'plain' ? node.source : String(value);
    return {
      kind: 'scalar',
      text,
      type: type === 'null' || type === 'number' || type === 'boolean' ? type : 'string',
      style,
      span: style === 'literal' || style === 'folded' ? this.#trimmed(start, end) : this.#spanOf(start, end),
    };
  }

  #toNothing(at: number): Scalar {
    return this.#nothingAt(at + this.#offset);
  }

  #nothingAt(offset: number): Scalar {
    return { kind: 'scalar', text: '', type: 'null', style: 'plain', span: { start: offset, end: offset } };
  }

  /** A collection as a key has no name; its source stands for one. */
  #asText({ start, end }: Span): Omit<Scalar, 'span'> {
    const text = this.#text.slice(start - this.#offset, end - this.#offset);
    return { kind: 'scalar', text, type: 'string', style: 'plain' };
  }

  #spanOf(start: number, end: number): Span {
    return { start: start + this.#offset, end: end + this.#offset };
  }

  #spanUntil(start: number, lastEnd: number | undefined, end: number): Span {
    return { start: start + this.#offset, end: lastEnd ?? end + this.#offset };
  }

  #trimmed(start: number, end: number): Span {
    let last = end;
    while (last > start && /\s/.test(this.#text.charAt(last - 1))) last--;
    return this.#spanOf(start, last);
  }
}
