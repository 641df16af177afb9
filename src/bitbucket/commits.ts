import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import { fetchChecked } from './checkedAnswer';
import type { Connection } from './connection';
import { toPathSegment, toRepositoryPath } from './pathSegment';

const commitSchema = v.object({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)) });

/** `GET …/commit/{commit}`: takes the beginning of a hash, as Bitbucket's pages show it. */
export async function findCommit(
  connection: Connection,
  repository: RepositoryId,
  hash: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const path = `${toRepositoryPath(repository)}/commit/${toPathSegment(hash)}`;
  const url = connection.address.toUrl(path, { fields: 'hash' });
  const route = 'GET /repositories/{workspace}/{repo_slug}/commit/{commit}';
  try {
    return (await fetchChecked(connection, { route, url, signal }, commitSchema)).hash;
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return undefined;
    throw error;
  }
}
