import type { Span } from './span';

/** How a scalar is written, which an edit in its place has to respect. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A name or a value. */
export interface Scalar {
  readonly kind: 'scalar';
  /** What it says, without quotes and escapes; plain ones as they are written, so `1.0` and `true` stay themselves. */
  readonly text: string;
  /** What YAML makes of it; a bare key's value is `null`, with an empty span right behind the colon. */
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly style: ScalarStyle;
  /** Quotes included; for block scalars from the `|` to the last line that says something. */
  readonly span: Span;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly isFlow: boolean;
  readonly span: Span;
}

export interface MapValue {
  readonly kind: 'map';
  /** In the order of the file, keys that occur twice included. */
  readonly entries: readonly Entry[];
  readonly isFlow: boolean;
  readonly span: Span;
}

/** A reference to an anchor, which is never followed: Maia writes none, and a few of them can stand for gigabytes. */
export interface AliasValue {
  readonly kind: 'alias';
  readonly text: string;
  readonly span: Span;
}

export type Value = Scalar | ListValue | MapValue | AliasValue;

/** A key and its value. */
export interface Entry {
  readonly key: Scalar;
  readonly value: Value;
  /** From the key to the end of the value, without the comment and line break that follow. */
  readonly span: Span;
}

/** The first entry with a key: names are compared as they are read, quoted or not. Linear, so not for big maps. */
export function findEntry(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === 'map' ? value.entries.find((entry) => entry.key.text === key) : undefined;
}

export function findScalar(value: Value | undefined, key: string): Scalar | undefined {
  const found = findEntry(value, key)?.value;
  return found?.kind === 'scalar' && found.type !== 'null' ? found : undefined;
}

export function findMap(value: Value | undefined, key: string): MapValue | undefined {
  const found = findEntry(value, key)?.value;
  return found?.kind === 'map' ? found : undefined;
}

/** A bare key, or an explicit `null`: real files have it wherever a list or a map is empty. */
export function isNothing(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.type === 'null');
}

/** The scalars of a list, or the one that stands in the place of a list. */
export function scalarsOf(value: Value | undefined): readonly Scalar[] {
  if (value?.kind === 'list') return value.items.filter((item) => item.kind === 'scalar');
  return value?.kind === 'scalar' && value.type !== 'null' ? [value] : [];
}

/** Every scalar below a value, keys included, in the order of the file. */
export function walkScalars(value: Value): readonly Scalar[] {
  const found: Scalar[] = [];
  collectScalars(value, found);
  return found;
}

/** Every entry of the maps below a value, at any depth, in the order of the file. */
export function walkEntries(value: Value | undefined): readonly Entry[] {
  const found: Entry[] = [];
  if (value !== undefined) collectEntries(value, found);
  return found;
}

function collectScalars(value: Value, found: Scalar[]): void {
  if (value.kind === 'scalar') found.push(value);
  else if (value.kind === 'list') for (const item of value.items) collectScalars(item, found);
  else if (value.kind === 'map') {
    for (const entry of value.entries) {
      found.push(entry.key);
      collectScalars(entry.value, found);
    }
  }
}

function collectEntries(value: Value, found: Entry[]): void {
  if (value.kind === 'list') for (const item of value.items) collectEntries(item, found);
  else if (value.kind === 'map') {
    for (const entry of value.entries) {
      found.push(entry);
      collectEntries(entry.value, found);
    }
  }
}
