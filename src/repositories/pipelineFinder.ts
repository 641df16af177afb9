import pLimit, { type LimitFunction } from 'p-limit';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { SourceEntry } from '../bitbucket/model';
import type { PipelineFile, PipelineKind } from './branchSnapshot';

const suffixes: readonly (readonly [string, PipelineKind])[] = [
  ['.orch.yaml', 'orchestration'],
  ['.tran.yaml', 'transformation'],
];

/** Deeper than any repository; Bitbucket walks breadth first and gives up (555) by volume, not by depth. */
const anyDepth = 100;
const folderRequestsAtOnce = 4;

/** The kind of pipeline a path names, `undefined` for any other file. Only an exact ending with a name before it counts. */
export function findPipelineKind(path: string): PipelineKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return suffixes.find(([suffix]) => name.length > suffix.length && name.endsWith(suffix))?.[1];
}

/** Turns any paths into the pipelines among them, sorted by path. */
export function toPipelines(paths: Iterable<string>): readonly PipelineFile[] {
  const pipelines: PipelineFile[] = [];
  for (const path of paths) {
    const kind = findPipelineKind(path);
    if (kind !== undefined) pipelines.push({ path, kind });
  }
  return pipelines.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * All pipelines at a commit: one filtered listing of the whole tree, or, where Bitbucket finds that too much to walk,
 * one per folder, descending further only where a folder is too much again. Rejects with `BitbucketError`.
 */
export async function fetchPipelines(
  api: Pick<BitbucketApi, 'listSource'>,
  repository: RepositoryId,
  commit: string,
  signal?: AbortSignal,
): Promise<readonly PipelineFile[]> {
  const limit = pLimit(folderRequestsAtOnce);
  const entries = await walk({ api, repository, commit, limit, signal }, '');
  return toPipelines(entries.filter(({ kind }) => kind === 'file').map(({ path }) => path));
}

interface Walk {
  readonly api: Pick<BitbucketApi, 'listSource'>;
  readonly repository: RepositoryId;
  readonly commit: string;
  readonly limit: LimitFunction;
  readonly signal: AbortSignal | undefined;
}

async function walk(context: Walk, directory: string): Promise<readonly SourceEntry[]> {
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
  const below = await Promise.all(folders.map(({ path }) => walk(context, path)));
  return [...entries, ...below.flat()];
}

async function list(context: Walk, directory: string, maxDepth: number): Promise<readonly SourceEntry[]> {
  const { api, repository, commit, signal } = context;
  const entries: SourceEntry[] = [];
  const options = {
    maxDepth,
    ...(maxDepth === 1 ? {} : { pathContains: suffixes.map(([suffix]) => suffix) }),
    ...(signal === undefined ? {} : { signal }),
  };
  for await (const page of api.listSource(repository, commit, directory, options)) entries.push(...page.values);
  return entries;
}
