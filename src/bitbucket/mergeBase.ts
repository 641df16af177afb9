import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import { fetchChecked } from './checkedAnswer';
import { hashSchema } from './commitObject';
import { findCommit } from './commits';
import type { Connection } from './connection';
import { toPathSegment, toRepositoryPath } from './pathSegment';

const baseSchema = v.nullable(v.object({ hash: v.nullish(hashSchema) }));

/**
 * `GET …/merge-base/{revspec}`. How Bitbucket answers for commits without a common ancestor is not documented; 404 is
 * taken for that only when both commits are there.
 */
export async function findMergeBase(
  connection: Connection,
  repository: RepositoryId,
  [one, other]: readonly [string, string],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const path = `${toRepositoryPath(repository)}/merge-base/${toPathSegment(one)}..${toPathSegment(other)}`;
  const url = connection.address.toUrl(path, { fields: 'hash' });
  const route = 'GET /repositories/{workspace}/{repo_slug}/merge-base/{revspec}';
  try {
    return (await fetchChecked(connection, { route, url, signal }, baseSchema))?.hash ?? undefined;
  } catch (error) {
    if (!BitbucketError.is(error, 'notFound')) throw error;
    const found = await Promise.all([one, other].map((hash) => findCommit(connection, repository, hash, signal)));
    if (found.includes(undefined)) throw error;
    return undefined;
  }
}
