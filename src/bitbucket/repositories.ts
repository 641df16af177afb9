import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { fetchChecked } from './checkedAnswer';
import type { Connection } from './connection';
import type { Page, Repository } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toPathSegment, toRepositoryPath } from './pathSegment';
import { anyOf } from './queryLanguage';

/** Only what addresses a repository is indispensable; the rest is shown where it is there. */
const repositorySchema = v.object({
  uuid: v.string(),
  slug: v.string(),
  name: v.nullish(v.string()),
  description: v.nullish(v.string()),
  is_private: v.nullish(v.boolean()),
  updated_on: v.nullish(v.string()),
  mainbranch: v.nullish(v.object({ name: v.nullish(v.string()) })),
  workspace: v.object({ slug: v.string(), name: v.nullish(v.string()) }),
});

const fields = [
  'uuid',
  'slug',
  'name',
  'description',
  'is_private',
  'updated_on',
  'mainbranch.name',
  'workspace.slug',
  'workspace.name',
];

/** `GET /repositories/{workspace}?role=contributor`: exactly what the account can write to, administrators included. */
export async function* listWritableRepositories(
  connection: Connection,
  workspace: string,
  { nameContains, signal }: { readonly nameContains?: string; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Page<Repository>> {
  yield* listPages(connection, {
    route: 'GET /repositories/{workspace}',
    url: connection.address.toUrl(`/repositories/${toPathSegment(workspace)}`, {
      role: 'contributor',
      q: nameContains === undefined ? undefined : anyOf('name', '~', [nameContains]),
      sort: '-updated_on',
      pagelen: longestPage,
      fields: toPageFields(fields),
    }),
    signal,
    entry: repositorySchema,
    toItem: toRepository,
  });
}

/** `GET /repositories/{workspace}/{repo_slug}`. */
export async function fetchRepository(
  connection: Connection,
  repository: RepositoryId,
  signal: AbortSignal | undefined,
): Promise<Repository> {
  const url = connection.address.toUrl(toRepositoryPath(repository), { fields: fields.join(',') });
  const route = 'GET /repositories/{workspace}/{repo_slug}';
  return toRepository(await fetchChecked(connection, { route, url, signal }, repositorySchema));
}

function toRepository(raw: v.InferOutput<typeof repositorySchema>): Repository {
  return {
    uuid: raw.uuid,
    workspace: raw.workspace.slug,
    slug: raw.slug,
    name: raw.name ?? raw.slug,
    workspaceName: raw.workspace.name ?? raw.workspace.slug,
    description: raw.description ?? '',
    isPrivate: raw.is_private ?? true,
    updatedOn: raw.updated_on ?? '',
    mainBranch: raw.mainbranch?.name ?? undefined,
  };
}
