import type { Span } from '../span';
import { isNothing, type Entry, type ListValue, type MapValue, type Value } from '../yamlValue';

/** One place at which two values differ. */
export interface ValueDifference {
  /** Keys, and positions in lists from 0; empty for the values themselves. */
  readonly path: readonly string[];
  readonly old: string | undefined;
  readonly new: string | undefined;
  readonly before: Span | undefined;
  readonly after: Span | undefined;
}

/** What a text or list is called in the other version. */
export type Translate = (text: string, path: readonly string[]) => string;

/** Written by Maia into places on the canvas: says nothing. */
export const layoutKey = 'tempMetlId';

/**
 * Where two values differ, as deep inside as it can be said: in maps key by key, in lists of one length at the only item
 * that differs. Order of keys and way of writing are no difference. `translate` puts the old text into new words.
 */
export function compareValues(
  before: Value | undefined,
  after: Value | undefined,
  translate: Translate = (text) => text,
): readonly ValueDifference[] {
  const found: ValueDifference[] = [];
  collect({ before, after, path: [] }, translate, found);
  return found;
}

interface Pair {
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  readonly path: readonly string[];
}

function collect(pair: Pair, translate: Translate, found: ValueDifference[]): void {
  const { before, after, path } = pair;
  if (before?.kind === 'map' && after?.kind === 'map') collectFromMaps(before, after, path, translate, found);
  else if (before?.kind === 'list' && after?.kind === 'list') collectFromLists(before, after, path, translate, found);
  else if (!isSame(before, after, path, translate)) found.push(toDifference(pair));
}

function collectFromMaps(
  before: MapValue,
  after: MapValue,
  path: readonly string[],
  translate: Translate,
  found: ValueDifference[],
): void {
  const old = firstEntries(before);
  const now = firstEntries(after);
  for (const [key, { value }] of now) {
    collect({ before: old.get(key)?.value, after: value, path: [...path, key] }, translate, found);
  }
  for (const [key, { value }] of old) {
    if (!now.has(key)) found.push(toDifference({ before: value, after: undefined, path: [...path, key] }));
  }
}

function collectFromLists(
  before: ListValue,
  after: ListValue,
  path: readonly string[],
  translate: Translate,
  found: ValueDifference[],
): void {
  const whole = { before, after, path };
  if (before.items.length !== after.items.length) {
    found.push(toDifference(whole));
    return;
  }
  const differing = before.items.flatMap((item, index): readonly (readonly ValueDifference[])[] => {
    const inside: ValueDifference[] = [];
    collect({ before: item, after: after.items[index], path: [...path, String(index)] }, translate, inside);
    return inside.length === 0 ? [] : [inside];
  });
  const [only] = differing;
  if (only === undefined) return;
  if (differing.length > 1) found.push(toDifference(whole));
  else for (const it of only) found.push(it);
}

function isSame(
  before: Value | undefined,
  after: Value | undefined,
  path: readonly string[],
  translate: Translate,
): boolean {
  if (before === undefined || after === undefined) return before === after;
  if (isEmpty(before) || isEmpty(after)) return isEmpty(before) && isEmpty(after);
  if (before.kind === 'scalar' && after.kind === 'scalar') return translate(before.text, path) === after.text;
  return before.kind === 'alias' && after.kind === 'alias' && before.text === after.text;
}

/** The first entry of each name, those that only say where something stands left out. */
export function firstEntries(value: Value | undefined): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  if (value?.kind !== 'map') return entries;
  for (const it of value.entries) {
    if (it.key.text !== layoutKey && !entries.has(it.key.text)) entries.set(it.key.text, it);
  }
  return entries;
}

/** The same text for values that do not differ, whatever they are written like. */
export function toCanonicalText(value: Value | undefined, leaveOut?: string): string {
  if (value === undefined) return '';
  if (isEmpty(value)) return 'null';
  if (value.kind === 'list') return `[${value.items.map((it) => toCanonicalText(it)).join(',')}]`;
  if (value.kind !== 'map') return JSON.stringify(value.text);
  const entries = [...firstEntries(value)].filter(([key]) => key !== leaveOut).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, it]) => `${JSON.stringify(key)}:${toCanonicalText(it.value)}`).join(',')}}`;
}

/** An empty list is often written as nothing at all. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'list') return value.items.length === 0;
  return value.kind === 'map' ? value.entries.length === 0 : isNothing(value);
}

function toDifference({ before, after, path }: Pair): ValueDifference {
  return { path, old: toText(before), new: toText(after), before: before?.span, after: after?.span };
}

function toText(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar' || value.kind === 'alias') return value.text;
  return toCanonicalText(value);
}
