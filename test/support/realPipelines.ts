import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPipelinePath } from '../../src/pipelines/pipelineKind';

/** Names the folder of pipelines that others have published, a repository in each folder; they are not part of the project. */
export const realPipelinesVariable = 'MAIA_REAL_PIPELINES';

/** Where they are, whether that folder is there, and what a title says where it is not. */
export function findRealPipelines(): { readonly folder: string; readonly isThere: boolean; readonly reason: string } {
  const folder = resolve(process.env[realPipelinesVariable] ?? join('..', 'shared', 'data', 'pipelines'));
  const isThere = existsSync(folder);
  return { folder, isThere, reason: isThere ? '' : ` (skipped: there is no folder ${folder})` };
}

/** The texts of all of them; none where the folder is missing. */
export function readRealPipelines(): readonly string[] {
  const { folder, isThere } = findRealPipelines();
  if (!isThere) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => readPipelinePath(path) !== undefined)
    .sort()
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}
