import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import type { Connection } from './connection';
import type { ChangedPath, Page } from './model';
import { listPages, toPageFields } from './pages';
import { toPathSegment, toRepositoryPath } from './pathSegment';

const sideSchema = v.nullish(v.object({ path: v.string() }));
const sidesSchema = v.object({ status: v.nullish(v.string()), old: sideSchema, new: sideSchema });

type RawChange = v.InferOutput<typeof sidesSchema>;

const changeSchema = v.pipe(
  sidesSchema,
  v.check((raw) => findPath(raw) !== undefined, 'It names no path.'),
);

/**
 * `GET …/diffstat/{spec}`. The newer commit comes first in the range, the other way round than in `git diff`; a single
 * commit is compared with its first parent. Pages are left as long as Bitbucket makes them here, which is longer than
 * elsewhere. No entry may be missing: who merges takes a path that is not named for unchanged.
 */
export async function* listChanges(
  connection: Connection,
  repository: RepositoryId,
  range: { readonly from: string | undefined; readonly to: string; readonly sinceMergeBase?: boolean },
  { path, signal }: { readonly path?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Page<ChangedPath>> {
  const { from, to, sinceMergeBase = false } = range;
  const spec = from === undefined ? toPathSegment(to) : `${toPathSegment(to)}..${toPathSegment(from)}`;
  yield* listPages(connection, {
    route: 'GET /repositories/{workspace}/{repo_slug}/diffstat/{spec}',
    url: connection.address.toUrl(`${toRepositoryPath(repository)}/diffstat/${spec}`, {
      topic: from === undefined ? undefined : String(sinceMergeBase),
      path,
      fields: toPageFields(['status', 'old.path', 'new.path']),
    }),
    signal,
    entry: changeSchema,
    toItem: toChangedPath,
    isComplete: true,
  });
}

function toChangedPath(raw: RawChange): ChangedPath {
  const path = findPath(raw) ?? '';
  const kind = toKind(raw);
  return { kind, path, oldPath: kind === 'renamed' ? (raw.old?.path ?? path) : path };
}

/** Other words than these four are those of merges with conflicts; there the two sides tell what happened. */
function toKind({ status, old, new: now }: RawChange): ChangedPath['kind'] {
  if (status === 'added' || status === 'removed') return status;
  if (!old) return 'added';
  if (!now) return 'removed';
  return old.path === now.path ? 'modified' : 'renamed';
}

function findPath({ status, old, new: now }: RawChange): string | undefined {
  return status === 'removed' ? (old ?? now)?.path : (now ?? old)?.path;
}
