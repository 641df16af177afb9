import { type Json, type JsonObject } from './json';
import { type PageLengths, toPage } from './paging';
import { type CollectionQuery, filterAndSort } from './query/filterAndSort';
import { type RestCall } from './route';

export interface CollectionRules extends Omit<CollectionQuery, 'q' | 'sort'> {
  /** Default: as they come. */
  readonly defaultSort?: string;
  readonly lengths?: PageLengths;
}

/** Answers a list: `q` and `sort` as the request says, then the page it asks for. */
export function answerCollection(call: RestCall, values: readonly Json[], rules: CollectionRules): Promise<JsonObject> {
  return answerLazily(
    call,
    values,
    (value) => value,
    (value) => value,
    rules,
  );
}

/** The same where showing an item takes time: `summarize` shows what can be filtered by, `render` only those on the page. */
export async function answerLazily<T>(
  call: RestCall,
  items: readonly T[],
  summarize: (item: T) => Json,
  render: (item: T) => Json | Promise<Json>,
  { defaultSort, lengths, ...rules }: CollectionRules,
): Promise<JsonObject> {
  const q = call.query.get('q') ?? undefined;
  const sort = call.query.get('sort') ?? defaultSort;
  const wanted = filterAndSort(items, summarize, { q, sort, ...rules });
  return toPage(wanted, call.query, call.address, (item) => Promise.resolve(render(item)), lengths);
}
