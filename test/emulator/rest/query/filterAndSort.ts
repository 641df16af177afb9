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

/**
 * Applies `q` and `sort` to what `summarize` shows of each item. What Bitbucket does not understand is refused with 400,
 * never ignored.
 */
export function filterAndSort<T>(
  items: readonly T[],
  summarize: (item: T) => Json,
  query: CollectionQuery,
): readonly T[] {
  const isWanted = toFilter(query);
  const compare = toComparison(query);
  if (isWanted === undefined && compare === undefined) return items;
  const summarized = items.map((item) => ({ item, summary: summarize(item) }));
  const wanted = isWanted === undefined ? summarized : summarized.filter(({ summary }) => isWanted(summary));
  if (compare !== undefined) wanted.sort((left, right) => compare(left.summary, right.summary));
  return wanted.map(({ item }) => item);
}

function toFilter({ q, fields }: CollectionQuery): ((summary: Json) => boolean) | undefined {
  if (q === undefined || q.trim() === '') return undefined;
  const expression = parse(q);
  const unknown = fieldsOf(expression).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw toBadRequest(`Invalid query: unknown field ${unknown}`);
  return (summary) => matches(summary, expression);
}

function parse(q: string): Expression {
  try {
    return parseExpression(q);
  } catch (error) {
    if (error instanceof QuerySyntaxError) throw toBadRequest(`Invalid query: ${error.message}`);
    throw error;
  }
}

function toComparison({
  sort,
  fields,
  comparators,
}: CollectionQuery): ((left: Json, right: Json) => number) | undefined {
  if (sort === undefined || sort === '') return undefined;
  const isDescending = sort.startsWith('-');
  const field = isDescending ? sort.slice(1) : sort;
  if (!fields.includes(field)) throw toBadRequest(`Invalid sort field: ${sort}`);
  const path = field.split('.');
  const keyOf = (summary: Json) => findAt(summary, path) ?? null;
  return (left, right) => compareKeys(keyOf(left), keyOf(right), comparators?.[field]) * (isDescending ? -1 : 1);
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
