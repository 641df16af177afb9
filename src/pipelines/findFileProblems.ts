import { findProblems, sortProblems } from './findProblems';
import { findSharedPipelineProblems } from './findSharedPipelineProblems';
import { readPipelinePath } from './pipelineKind';
import type { Problem } from './problem';
import { qualityRulesPath } from './quality/qualityRules';
import { readQualityRules } from './quality/readQualityRules';
import { readPipeline } from './readPipeline';
import type { CheckContext } from './rules/rule';
import { sharedPipelinesPath } from './sharedPipelines';

/** Whether there is anything to check in a file of this path, which counts from the repository's root. */
export function canCheck(path: string): boolean {
  return readPipelinePath(path) !== undefined || path === qualityRulesPath || path === sharedPipelinesPath;
}

/** Every problem in any file that can be checked, by its path from the repository's root; of other files there are none. */
export function findFileProblems(path: string, text: string, context: Omit<CheckContext, 'path'>): readonly Problem[] {
  if (path === qualityRulesPath) return sortProblems(readQualityRules(text).problems);
  if (path === sharedPipelinesPath) return sortProblems(findSharedPipelineProblems(text, context.files));
  const kind = readPipelinePath(path)?.kind;
  return kind === undefined ? [] : findProblems(readPipeline(text, kind), { ...context, path });
}
