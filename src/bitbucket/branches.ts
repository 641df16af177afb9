import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import type { Connection } from './connection';
import type { Branch, Page } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toRepositoryPath } from './pathSegment';
import { anyOf } from './queryLanguage';

const branchSchema = v.object({
  name: v.string(),
  target: v.object({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)), date: v.nullish(v.string()) }),
});

/** By name in one request, because a name with slashes in the path is one more thing to get wrong. */
export async function findBranches(
  connection: Connection,
  repository: RepositoryId,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly Branch[]> {
  const wanted = new Set(names);
  if (wanted.size === 0) return [];
  const found: Branch[] = [];
  for await (const page of listMatching(connection, repository, anyOf('name', '=', [...wanted]), signal)) {
    // Names are compared here too: whether Bitbucket minds case is not documented.
    found.push(...page.values.filter(({ name }) => wanted.has(name)));
  }
  return found;
}

/** `GET …/refs/branches`, in Git's order. */
export async function* listBranches(
  connection: Connection,
  repository: RepositoryId,
  { nameContains, signal }: { readonly nameContains?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Page<Branch>> {
  const filter = nameContains === undefined ? undefined : anyOf('name', '~', [nameContains]);
  yield* listMatching(connection, repository, filter, signal);
}

function listMatching(
  connection: Connection,
  repository: RepositoryId,
  filter: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page<Branch>> {
  return listPages(connection, {
    route: 'GET /repositories/{workspace}/{repo_slug}/refs/branches',
    url: connection.address.toUrl(`${toRepositoryPath(repository)}/refs/branches`, {
      q: filter,
      pagelen: longestPage,
      fields: toPageFields(['name', 'target.hash', 'target.date']),
    }),
    signal,
    entry: branchSchema,
    toItem: ({ name, target }) => ({ name, commit: target.hash, date: target.date ?? '' }),
  });
}
