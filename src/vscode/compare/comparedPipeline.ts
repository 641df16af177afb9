import { comparePipelines } from '../../pipelines/compare/comparePipelines';
import type { PipelineChange } from '../../pipelines/compare/pipelineChange';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import type { WholeComparison } from './comparison';
import { readVersion } from './readVersion';

/** Two versions of a pipeline that were read, and what they differ in. */
export interface ComparedPipeline {
  readonly comparison: WholeComparison;
  readonly before: PipelineDocument;
  readonly after: PipelineDocument;
  readonly changes: readonly PipelineChange[];
}

export async function readComparison(comparison: WholeComparison): Promise<ComparedPipeline> {
  const { original, modified } = comparison;
  const [older, newer] = await Promise.all([readVersion(original), readVersion(modified)]);
  const before = readPipeline(older, readPipelinePath(original.path)?.kind);
  const after = readPipeline(newer, readPipelinePath(modified.path)?.kind);
  return { comparison, before, after, changes: comparePipelines(before, after) };
}
