import pLimit, { type LimitFunction } from 'p-limit';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { SourceEntry } from '../bitbucket/model';

/** Deeper than any repository; Bitbucket walks breadth first and gives up (555) by volume, not by depth. */
const anyDepth = 100;
const folderRequestsAtOnce = 4;

export interface SourceWalk {
  readonly api: Pick<BitbucketApi, 'listSource'>;
  readonly repository: RepositoryId;
  readonly commit: string;
  /** Where to begin; the root when left out. */
  readonly directory?: string;
  /** Only entries whose path contains one of these; some others may come with them. */
  readonly pathContains?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

interface Walk extends SourceWalk {
  readonly limit: LimitFunction;
}

/**
 * Everything below a directory at a commit: one listing of the whole tree (a request per hundred entries) or, where Bitbucket finds that
 * too much to walk, one per folder, descending further only where a folder is too much again. Rejects with
 * `BitbucketError`.
 */
export function walkSource(walk: SourceWalk): Promise<readonly SourceEntry[]> {
  return walkFolder({ ...walk, limit: pLimit(folderRequestsAtOnce) }, walk.directory ?? '');
}

async function walkFolder(context: Walk, directory: string): Promise<readonly SourceEntry[]> {
  try {
    return await context.limit(() => list(context, directory, anyDepth));
  } catch (error) {
    if (!BitbucketError.is(error, 'tooLarge')) throw error;
  }
  // Unfiltered, because the filter would hide the folders to descend into.
  const entries = await context.limit(() => list(context, directory, 1));
  const folders = entries.filter(
    ({ kind, path, attributes }) => kind === 'directory' && path !== directory && !attributes.includes('subrepository'),
  );
  const below = await Promise.all(folders.map(({ path }) => walkFolder(context, path)));
  return [...entries, ...below.flat()];
}

async function list(context: Walk, directory: string, maxDepth: number): Promise<readonly SourceEntry[]> {
  const { api, repository, commit, pathContains, signal } = context;
  const entries: SourceEntry[] = [];
  const options = {
    maxDepth,
    ...(maxDepth === 1 || pathContains === undefined ? {} : { pathContains }),
    ...(signal === undefined ? {} : { signal }),
  };
  for await (const page of api.listSource(repository, commit, directory, options)) entries.push(...page.values);
  return entries;
}
