import type { PipelineKind } from '../pipelineDocument';
import { endingOf, readPipelinePath } from '../pipelineKind';
import type { Surroundings } from './writingContext';

/** The kind of pipeline that a parameter names; `undefined` for other parameters. */
function findNamedKind(type: string, parameter: string): PipelineKind | undefined {
  if (type === 'run-orchestration' && parameter === 'orchestrationJob') return 'orchestration';
  return type === 'run-transformation' && parameter === 'transformationJob' ? 'transformation' : undefined;
}

/**
 * The pipelines that a parameter may name, as they have to be written, those in the file's own folder first;
 * `undefined` for parameters that name none.
 */
export function toPipelineNames(
  type: string,
  parameter: string,
  { path, pipelines, withEnding }: Surroundings,
): readonly string[] | undefined {
  const kind = findNamedKind(type, parameter);
  if (kind === undefined) return undefined;
  const folder = path === undefined ? undefined : folderOf(path);
  const found = pipelines.filter((it) => it !== path && readPipelinePath(it)?.kind === kind);
  const near = found.filter((it) => folderOf(it) === folder);
  return [...near, ...found.filter((it) => folderOf(it) !== folder)].map((it) =>
    withEnding ? it : it.slice(0, -endingOf(kind).length),
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
