import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { commitSchema, hashSchema, toCommit, toCommitFields } from './commitObject';
import { fetchCommit } from './commits';
import type { Connection } from './connection';
import type { FileVersion, Page } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toPathSegment, toRepositoryPath, toSourcePath } from './pathSegment';

/** Bitbucket shows commits in short here; that the `fields` asked for complete them is documented for the date only. */
const versionSchema = v.object({
  path: v.string(),
  commit: v.union([commitSchema, v.object({ hash: hashSchema })]),
});

/** `GET …/filehistory/{commit}/{path}`. */
export async function* listFileHistory(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page<FileVersion>> {
  const address = `${toRepositoryPath(repository)}/filehistory/${toPathSegment(commit)}/${toSourcePath(path)}`;
  const pages = listPages(connection, {
    route: 'GET /repositories/{workspace}/{repo_slug}/filehistory/{commit}/{path}',
    url: connection.address.toUrl(address, {
      pagelen: longestPage,
      fields: toPageFields(['path', ...toCommitFields('commit')]),
    }),
    signal,
    entry: versionSchema,
    toItem: (raw) => raw,
  });
  for await (const { values, size } of pages) {
    const versions = values.map(async (raw) => ({
      path: raw.path,
      commit:
        'parents' in raw.commit
          ? toCommit(raw.commit)
          : await fetchCommit(connection, repository, raw.commit.hash, signal),
    }));
    yield { values: await Promise.all(versions), size };
  }
}
