import * as v from 'valibot';
import { toLoggedOrigin } from './apiAddress';
import { BitbucketError } from './bitbucketError';
import { fetchChecked, toShapeError, type Schema } from './checkedAnswer';
import type { ApiRequest, Connection } from './connection';
import type { Page } from './model';

/** The longest page Bitbucket serves. */
export const longestPage = 100;
/** More than Bitbucket's limit of requests per hour lets anybody read. */
const mostPages = 2000;

/** A collection: where it begins, what its entries look like, and what becomes of them. */
export interface Listing<Raw, T> extends ApiRequest {
  readonly entry: Schema<Raw>;
  /** `undefined` for an entry of a kind this version does not know; it is left out, and the log says so. */
  readonly toItem: (raw: Raw) => T | undefined;
  /** An entry that cannot be read is an error: whoever asks would take it for absent. */
  readonly isComplete?: boolean;
}

const pageSchema = v.object({
  values: v.array(v.unknown()),
  next: v.nullish(v.string()),
  size: v.fallback(v.optional(v.number()), undefined),
});

/** The `fields` parameter of a collection: paging needs `next`, and `size` tells how much is to come. */
export function toPageFields(entryFields: readonly string[]): string {
  return ['size', 'next', ...entryFields.map((field) => `values.${field}`)].join(',');
}

/** Walks a collection by its `next` links, a page only when it is asked for. */
export async function* listPages<Raw, T>(connection: Connection, listing: Listing<Raw, T>): AsyncGenerator<Page<T>> {
  const visited = new Set<string>();
  let request: ApiRequest | undefined = listing;
  while (request !== undefined) {
    visited.add(request.url.href);
    const page: v.InferOutput<typeof pageSchema> = await fetchChecked(connection, request, pageSchema);
    yield { values: readEntries(connection, request, listing, page.values), size: page.size };
    const url = findNext(connection, request, page.next ?? undefined, visited);
    request = url && { ...listing, url };
  }
}

/** One bad entry costs itself and a line in the log; when all of a page are bad, the shape has changed: an error. */
function readEntries<Raw, T>(
  connection: Connection,
  request: ApiRequest,
  { entry, toItem, isComplete = false }: Listing<Raw, T>,
  values: readonly unknown[],
): readonly T[] {
  const items: T[] = [];
  let malformed = 0;
  for (const value of values) {
    const checked = v.safeParse(entry, value, { abortEarly: true });
    if (!checked.success) {
      malformed++;
      if (isComplete || malformed === values.length) throw toShapeError(connection, request, checked.issues);
      continue;
    }
    const item = toItem(checked.output);
    if (item !== undefined) items.push(item);
  }
  const leftOut = values.length - items.length;
  if (leftOut > 0) {
    connection.log.warn(`${connection.toTitle(request)}: left out ${leftOut} of ${values.length} unknown entries.`);
  }
  return items;
}

function findNext(
  connection: Connection,
  request: ApiRequest,
  link: string | undefined,
  visited: ReadonlySet<string>,
): URL | undefined {
  if (link === undefined) return undefined;
  const url = connection.address.findOwn(link, request.url);
  const title = connection.toTitle(request);
  // Server data: following it elsewhere would hand the token to whoever is there.
  if (url === undefined) {
    const summary = `${title} names a next page where the token may not go: ${toLoggedOrigin(link, request.url)}.`;
    throw new BitbucketError({ kind: 'untrustedLink' }, summary);
  }
  if (visited.has(url.href)) {
    throw new BitbucketError({ kind: 'unexpected', status: 200 }, `${title} names a page as its own successor.`);
  }
  if (visited.size >= mostPages) {
    throw new BitbucketError({ kind: 'unexpected', status: 200 }, `${title} does not end after ${mostPages} pages.`);
  }
  return url;
}
