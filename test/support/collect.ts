import type { Page } from '../../src/bitbucket/model';

/** All values of a collection, to its last page. */
export async function collect<T>(pages: AsyncIterable<Page<T>>): Promise<T[]> {
  const values: T[] = [];
  for await (const page of pages) values.push(...page.values);
  return values;
}
