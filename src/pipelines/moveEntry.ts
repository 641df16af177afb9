import type { Span } from './span';
import type { Entry, Scalar, Value } from './yamlValue';

/** The same entry where the text before it has become longer (or, below zero, shorter) by some characters. */
export function moveEntry({ key, value, span }: Entry, by: number): Entry {
  return { key: moveScalar(key, by), value: moveValue(value, by), span: moveSpan(span, by) };
}

function moveValue(value: Value, by: number): Value {
  const span = moveSpan(value.span, by);
  if (value.kind === 'map') return { ...value, entries: value.entries.map((it) => moveEntry(it, by)), span };
  if (value.kind === 'list') return { ...value, items: value.items.map((it) => moveValue(it, by)), span };
  return { ...value, span };
}

function moveScalar(scalar: Scalar, by: number): Scalar {
  return { ...scalar, span: moveSpan(scalar.span, by) };
}

function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
