import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { fetchChecked } from './checkedAnswer';
import { commitSchema, hashSchema, toCommit, toCommitFields } from './commitObject';
import type { Connection } from './connection';
import type { Branch, Commit, Page } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toRepositoryPath } from './pathSegment';
import { anyOf } from './queryLanguage';

const branchSchema = v.object({
  name: v.string(),
  target: v.object({ hash: hashSchema, date: v.nullish(v.string()) }),
});
const route = 'GET /repositories/{workspace}/{repo_slug}/refs/branches';
const fields = ['name', 'target.hash', 'target.date'];

const tipSchema = v.object({ name: v.string(), target: commitSchema });

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

/** `GET …/refs/branches?q=name="…"`: what Bitbucket says of a branch includes its newest commit. */
export async function findTip(
  connection: Connection,
  repository: RepositoryId,
  branch: string,
  signal: AbortSignal | undefined,
): Promise<Commit | undefined> {
  const pages = listPages(connection, {
    route,
    url: toUrl(connection, repository, anyOf('name', '=', [branch]), ['name', ...toCommitFields('target')]),
    signal,
    entry: tipSchema,
    toItem: (raw) => raw,
    isComplete: true,
  });
  for await (const { values } of pages) {
    const found = values.find(({ name }) => name === branch);
    if (found !== undefined) return toCommit(found.target);
  }
  return undefined;
}

/** `POST …/refs/branches`. */
export async function createBranch(
  connection: Connection,
  repository: RepositoryId,
  name: string,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<Branch> {
  const request = {
    route: 'POST /repositories/{workspace}/{repo_slug}/refs/branches',
    url: connection.address.toUrl(`${toRepositoryPath(repository)}/refs/branches`, { fields: fields.join(',') }),
    method: 'POST',
    body: {
      contentType: 'application/json',
      bytes: new TextEncoder().encode(JSON.stringify({ name, target: { hash: commit } })),
    },
    signal,
  } as const;
  return toBranch(await fetchChecked(connection, request, branchSchema));
}

function listMatching(
  connection: Connection,
  repository: RepositoryId,
  filter: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page<Branch>> {
  return listPages(connection, {
    route,
    url: toUrl(connection, repository, filter, fields),
    signal,
    entry: branchSchema,
    toItem: toBranch,
  });
}

function toUrl(
  connection: Connection,
  repository: RepositoryId,
  filter: string | undefined,
  entryFields: readonly string[],
): URL {
  return connection.address.toUrl(`${toRepositoryPath(repository)}/refs/branches`, {
    q: filter,
    pagelen: longestPage,
    fields: toPageFields(entryFields),
  });
}

function toBranch({ name, target }: v.InferOutput<typeof branchSchema>): Branch {
  return { name, commit: target.hash, date: target.date ?? '' };
}
