import type { RepositoryId } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import type { Connection } from './connection';
import type { SourceEntry } from './model';
import { toWellFormed } from './pathSegment';
import { anyOf } from './queryLanguage';
import { fetchSourceEntry, listMatchingSource } from './source';

/** Room for the rest of the address within the 8,000 bytes that servers commonly allow: about a hundred paths. */
const longestFilterLength = 7_400;

/**
 * `GET …/src/{commit}/{directory}/?q=path = "…" OR …`, from the deepest directory that holds all paths of a request:
 * the more Bitbucket has to walk, the likelier it refuses (555). Then each path is asked for by itself.
 */
export async function findSourceEntries(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly SourceEntry[]> {
  const found: SourceEntry[] = [];
  for (const batch of toBatches([...new Set(paths)].sort())) {
    const entries = await findBatch(connection, repository, commit, batch, signal);
    const wanted = new Set(batch);
    found.push(...entries.filter(({ kind, path }) => kind === 'file' && wanted.has(path)));
  }
  return found;
}

async function findBatch(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly SourceEntry[]> {
  const directory = findCommonDirectory(paths);
  const list = (below: string): Promise<readonly SourceEntry[]> =>
    listBelow(connection, repository, commit, below, paths, signal);
  try {
    return await list(directory).catch((error: unknown) => {
      // Is the directory gone, or the commit? The root is in every commit.
      if (directory !== '' && BitbucketError.is(error, 'notFound')) return list('');
      throw error;
    });
  } catch (error) {
    if (!BitbucketError.is(error, 'tooLarge')) throw error;
    const entries = paths.map((path) => findOne(connection, repository, commit, path, signal));
    return (await Promise.all(entries)).filter((entry) => entry !== undefined);
  }
}

async function listBelow(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  directory: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly SourceEntry[]> {
  const depthOf = (path: string): number => (path === '' ? 0 : path.split('/').length);
  const maxDepth = Math.max(...paths.map(depthOf)) - depthOf(directory);
  const filter = anyOf('path', '=', paths);
  const found: SourceEntry[] = [];
  for await (const { values } of listMatchingSource(connection, repository, commit, directory, {
    filter,
    maxDepth,
    signal,
  })) {
    found.push(...values);
  }
  return found;
}

async function findOne(
  connection: Connection,
  repository: RepositoryId,
  commit: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<SourceEntry | undefined> {
  try {
    return await fetchSourceEntry(connection, repository, commit, path, signal);
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return undefined;
    throw error;
  }
}

function toBatches(paths: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let length = 0;
  for (const path of paths) {
    const ownLength = encodeURIComponent(toWellFormed(` OR ${anyOf('path', '=', [path])}`)).length;
    const current = batches.at(-1);
    if (current === undefined || length + ownLength > longestFilterLength) {
      batches.push([path]);
      length = ownLength;
    } else {
      current.push(path);
      length += ownLength;
    }
  }
  return batches;
}

function findCommonDirectory([first = '', ...others]: readonly string[]): string {
  let names = first.split('/').slice(0, -1);
  for (const other of others) {
    const otherNames = other.split('/').slice(0, -1);
    const parting = names.findIndex((name, index) => name !== otherNames[index]);
    if (parting !== -1) names = names.slice(0, parting);
  }
  return names.join('/');
}
