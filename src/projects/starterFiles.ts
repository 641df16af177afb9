import { createStarterPipelines } from './starterPipelines';
import { toPipelineText } from './toPipelineText';
import type { ProjectDetails } from './project';
import type { PlannedFile, StarterContent } from './starterContent';

/** Starter content that is made here, not taken from another repository. */
export type StarterKind = Extract<StarterContent['kind'], 'extractAndLoad' | 'transform'>;

/** Pipelines that Maia's Designer opens and validates as they are, and that run on sample rows. */
export function createStarterFiles(kind: StarterKind, details: ProjectDetails): readonly PlannedFile[] {
  return createStarterPipelines(kind, details).map(({ path, content }) => ({ path, text: toPipelineText(content) }));
}
