import { toBadRequest } from '../apiError';
import { findAt, type Json } from '../json';
import { fieldsOf, matches } from './evaluate';
import { type Expression, parseExpression } from './expression';
import { QuerySyntaxError } from './tokens';

export interface CollectionQuery {
  readonly q: string | undefined;
  readonly sort: string | undefined;
  /** Fields that may be filtered and sorted by; dots lead into embedded objects. */
  readonly fields: readonly string[];
  /** How one field is ordered that is not ordered by its letters. */
  readonly comparators?: Readonly<Record<string, (left: string, right: string) => number>>;
}

/** Applies `q` and `sort` to a collection. What Bitbucket does not understand is refused with 400, never ignored. */
export function filterAndSort<T extends Json>(objects: readonly T[], query: CollectionQuery): readonly T[] {
  return sorted(filtered(objects, query), query);
}

function filtered<T extends Json>(objects: readonly T[], { q, fields }: CollectionQuery): readonly T[] {
  if (q === undefined || q.trim() === '') return objects;
  const expression = parse(q);
  const unknown = fieldsOf(expression).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw toBadRequest(`Invalid query: unknown field ${unknown}`);
  return objects.filter((object) => matches(object, expression));
}

function parse(q: string): Expression {
  try {
    return parseExpression(q);
  } catch (error) {
    if (error instanceof QuerySyntaxError) throw toBadRequest(`Invalid query: ${error.message}`);
    throw error;
  }
}

function sorted<T extends Json>(objects: readonly T[], query: CollectionQuery): readonly T[] {
  if (query.sort === undefined || query.sort === '') return objects;
  const isDescending = query.sort.startsWith('-');
  const field = isDescending ? query.sort.slice(1) : query.sort;
  if (!query.fields.includes(field)) throw toBadRequest(`Invalid sort field: ${query.sort}`);
  const path = field.split('.');
  const compareTexts = query.comparators?.[field];
  const keyed = objects.map((object) => ({ object, key: findAt(object, path) ?? null }));
  keyed.sort((left, right) => compareKeys(left.key, right.key, compareTexts) * (isDescending ? -1 : 1));
  return keyed.map(({ object }) => object);
}

function compareKeys(
  left: Json,
  right: Json,
  compareTexts: ((left: string, right: string) => number) | undefined,
): number {
  if (typeof left === 'string' && typeof right === 'string') {
    if (compareTexts !== undefined) return compareTexts(left, right);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(left ?? -Infinity) - Number(right ?? -Infinity);
}
