import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import type { PipelineFile, PipelineKind } from './branchSnapshot';
import { walkSource } from './sourceWalk';

const suffixes: readonly (readonly [string, PipelineKind])[] = [
  ['.orch.yaml', 'orchestration'],
  ['.tran.yaml', 'transformation'],
];

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

/** All pipelines at a commit: one filtered listing, or more where Bitbucket finds that too much. Rejects with `BitbucketError`. */
export async function fetchPipelines(
  api: Pick<BitbucketApi, 'listSource'>,
  repository: RepositoryId,
  commit: string,
  signal?: AbortSignal,
): Promise<readonly PipelineFile[]> {
  const pathContains = suffixes.map(([suffix]) => suffix);
  const entries = await walkSource({ api, repository, commit, pathContains, signal });
  return toPipelines(entries.filter(({ kind }) => kind === 'file').map(({ path }) => path));
}
