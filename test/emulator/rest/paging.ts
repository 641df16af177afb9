import { toBadRequest, toNotFound } from './apiError';
import { type Json, type JsonObject } from './json';
import { type Query } from './route';

export interface PageLengths {
  /** When the request does not say. */
  readonly usual: number;
  /** More is refused. */
  readonly maximum: number;
}

const ordinaryLengths: PageLengths = { usual: 10, maximum: 100 };

export interface PageRequest {
  readonly page: number;
  readonly pageLength: number;
}

/** Reads `page` and `pagelen`; what is out of range is refused. */
export function readPageRequest(query: Query, { usual, maximum } = ordinaryLengths): PageRequest {
  const pageLength = readInteger(query.get('pagelen') ?? String(usual));
  if (pageLength === undefined || pageLength < 1 || pageLength > maximum) throw toBadRequest('Invalid pagelen');
  const page = readInteger(query.get('page') ?? '1');
  if (page === undefined || page < 1) throw toBadRequest('Invalid page');
  return { page, pageLength };
}

/**
 * One page of a list whose length is known, with `next` as an absolute address that keeps every other parameter. Only
 * the page's own items are rendered.
 */
export async function toPage<T>(
  items: readonly T[],
  query: Query,
  address: string,
  render: (item: T) => Promise<Json>,
  lengths?: PageLengths,
): Promise<JsonObject> {
  const { page, pageLength } = readPageRequest(query, lengths);
  const start = (page - 1) * pageLength;
  if (start > 0 && start >= items.length) throw toNotFound('Invalid page');
  const hasNext = start + pageLength < items.length;
  return {
    values: await Promise.all(items.slice(start, start + pageLength).map(render)),
    pagelen: pageLength,
    size: items.length,
    page,
    ...(hasNext ? { next: withPage(address, query, page + 1) } : {}),
    ...(page > 1 ? { previous: withPage(address, query, page - 1) } : {}),
  };
}

/** The address of another page of the same collection. */
export function withPage(address: string, query: Query, page: number | string): string {
  const parameters = new URLSearchParams(query);
  parameters.set('page', String(page));
  return `${address}?${parameters.toString()}`;
}

function readInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
