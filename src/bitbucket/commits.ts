import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import { fetchChecked } from './checkedAnswer';
import { commitFields, commitSchema, hashSchema, toCommit } from './commitObject';
import type { Connection } from './connection';
import type { Commit, Page } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toPathSegment, toRepositoryPath } from './pathSegment';

const route = 'GET /repositories/{workspace}/{repo_slug}/commit/{commit}';
const foundSchema = v.object({ hash: hashSchema });

/** `GET …/commit/{commit}`: takes the beginning of a hash, as Bitbucket's pages show it. */
export async function findCommit(
  connection: Connection,
  repository: RepositoryId,
  hash: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const url = connection.address.toUrl(toCommitPath(repository, hash), { fields: 'hash' });
  try {
    return (await fetchChecked(connection, { route, url, signal }, foundSchema)).hash;
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return undefined;
    throw error;
  }
}

/** `GET …/commit/{commit}`. */
export async function fetchCommit(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<Commit> {
  const url = connection.address.toUrl(toCommitPath(repository, commit), { fields: commitFields.join(',') });
  return toCommit(await fetchChecked(connection, { route, url, signal }, commitSchema));
}

/** `GET …/commits/{revision}`: in topological order, so a commit never comes before one that builds on it. */
export async function* listCommits(
  connection: Connection,
  repository: RepositoryId,
  from: string,
  { exclude, path, signal }: { readonly exclude?: string; readonly path?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Page<Commit>> {
  yield* listPages(connection, {
    route: 'GET /repositories/{workspace}/{repo_slug}/commits/{revision}',
    url: connection.address.toUrl(`${toRepositoryPath(repository)}/commits/${toPathSegment(from)}`, {
      exclude,
      path,
      pagelen: longestPage,
      fields: toPageFields(commitFields),
    }),
    signal,
    entry: commitSchema,
    toItem: toCommit,
  });
}

function toCommitPath(repository: RepositoryId, commit: string): string {
  return `${toRepositoryPath(repository)}/commit/${toPathSegment(commit)}`;
}
