import * as v from 'valibot';
import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import { fetchChecked } from './checkedAnswer';
import type { Connection } from './connection';
import type { Page, SourceEntry } from './model';
import { listPages, longestPage, toPageFields } from './pages';
import { toPathSegment, toRepositoryPath, toSourcePath } from './pathSegment';
import { anyOf } from './queryLanguage';

type Attribute = SourceEntry['attributes'][number];

const route = 'GET /repositories/{workspace}/{repo_slug}/src/{commit}/{path}';
const fields = ['type', 'path', 'size', 'attributes'];
const knownAttributes: ReadonlySet<string> = new Set<Attribute>([
  'link',
  'executable',
  'subrepository',
  'binary',
  'lfs',
]);

const entrySchema = v.object({
  type: v.string(),
  path: v.string(),
  size: v.nullish(v.number()),
  // A list in practice, one string in the OpenAPI document.
  attributes: v.nullish(v.union([v.array(v.string()), v.string()])),
});

/** `GET …/src/{commit}/{path}/`: the slash at the end makes it a listing, and the root insists on it. */
export async function* listSource(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  directory: string,
  options: {
    readonly maxDepth?: number;
    readonly pathContains?: readonly string[];
    readonly signal?: AbortSignal;
  } = {},
): AsyncGenerator<Page<SourceEntry>> {
  const { maxDepth, pathContains = [], signal } = options;
  const filter = pathContains.length === 0 ? undefined : anyOf('path', '~', pathContains);
  yield* listMatchingSource(connection, repository, commit, directory, { filter, maxDepth, signal });
}

/** The same with a filter (`q`) of the caller's. */
export async function* listMatchingSource(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  directory: string,
  how: {
    readonly filter: string | undefined;
    readonly maxDepth: number | undefined;
    readonly signal: AbortSignal | undefined;
  },
): AsyncGenerator<Page<SourceEntry>> {
  const path = toCommitPath(repository, commit) + (directory === '' ? '' : `${toSourcePath(directory)}/`);
  yield* listPages(connection, {
    route,
    url: connection.address.toUrl(path, {
      q: how.filter,
      max_depth: how.maxDepth,
      pagelen: longestPage,
      fields: toPageFields(fields),
    }),
    signal: how.signal,
    entry: entrySchema,
    toItem: findSourceEntry,
  });
}

/** `GET …/src/{commit}/{path}?format=meta`. */
export async function fetchSourceEntry(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<SourceEntry> {
  const below = path === '' ? '' : toSourcePath(path);
  const url = connection.address.toUrl(toCommitPath(repository, commit) + below, {
    format: 'meta',
    fields: fields.join(','),
  });
  const request = { route, url, signal };
  const entry = findSourceEntry(await fetchChecked(connection, request, entrySchema));
  if (entry === undefined) {
    const summary = `${connection.toTitle(request)} is neither a file nor a directory.`;
    throw new BitbucketError({ kind: 'unexpected', status: 200 }, summary);
  }
  return entry;
}

/** `GET …/src/{commit}/{path}`: the bytes as they were committed; of an LFS file those it stands for. */
export async function fetchFile(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const url = connection.address.toUrl(toCommitPath(repository, commit) + toSourcePath(path));
  return connection.fetchBytes({ route, url, signal });
}

function toCommitPath(repository: RepositoryId, commit: string): string {
  return `${toRepositoryPath(repository)}/src/${toPathSegment(commit)}/`;
}

function findSourceEntry(raw: v.InferOutput<typeof entrySchema>): SourceEntry | undefined {
  const kind = findKind(raw.type);
  if (kind === undefined) return undefined;
  return {
    kind,
    path: raw.path.replace(/^\/+|\/+$/g, ''),
    size: kind === 'file' ? (raw.size ?? undefined) : undefined,
    attributes: [raw.attributes ?? []].flat().filter(isKnownAttribute),
  };
}

function findKind(type: string): SourceEntry['kind'] | undefined {
  if (type === 'commit_file') return 'file';
  return type === 'commit_directory' ? 'directory' : undefined;
}

function isKnownAttribute(attribute: string): attribute is Attribute {
  return knownAttributes.has(attribute);
}
