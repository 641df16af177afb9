import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import type { Connection } from './connection';
import { listPages, toPageFields } from './pages';
import { toPathSegment } from './pathSegment';
import { anyOf } from './queryLanguage';

type Permission = 'admin' | 'write' | 'read';

const permissionSchema = v.object({ permission: v.picklist(['admin', 'write', 'read']) });

/** `GET /user/workspaces/{workspace}/permissions/repositories`: the highest of all ways in which it was given. */
export async function findPermission(
  connection: Connection,
  { workspace, slug }: RepositoryId,
  signal: AbortSignal | undefined,
): Promise<Permission | undefined> {
  const pages = listPages(connection, {
    route: 'GET /user/workspaces/{workspace}/permissions/repositories',
    url: connection.address.toUrl(`/user/workspaces/${toPathSegment(workspace)}/permissions/repositories`, {
      q: anyOf('repository.slug', '=', [slug]),
      fields: toPageFields(['permission']),
    }),
    signal,
    entry: permissionSchema,
    toItem: ({ permission }) => permission,
    isComplete: true,
  });
  try {
    for await (const { values } of pages) {
      if (values.length > 0) return values[0];
    }
    return undefined;
  } catch (error) {
    if (isOutsider(error)) return undefined;
    throw error;
  }
}

/** Who is not in the workspace is told so with 403, as is a session without the scope; only that one names a scope. */
function isOutsider(error: unknown): boolean {
  if (BitbucketError.is(error, 'forbidden')) return error.failure.requiredScopes.length === 0;
  return BitbucketError.is(error, 'notFound');
}
