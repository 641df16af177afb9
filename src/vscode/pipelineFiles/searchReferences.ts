import { findPipelineKind } from '../../repositories/pipelineFinder';
import type { ReferenceFinder } from '../../repositories/referenceFinder';
import { ReferenceSearch } from '../../repositories/referenceSearch';
import { workOn } from '../files/workOn';
import { readBranchPipelines } from './branchPipelines';
import type { EditTarget } from './editTarget';
import { isWithin } from '../../repositories/drafts/draftLayer';

/** Files that pipelines run as scripts. */
const scriptEnding = /\.(?:sql|py|sh)$/i;

/** Makes a finder, once it is known which pipelines there are. */
export type CreateFinder<F extends ReferenceFinder> = (pipelines: readonly string[], isComplete: boolean) => F;

/** A search for what refers to the target: the pipeline or script, or all pipelines in the folder. */
export async function createReferenceSearch<F extends ReferenceFinder>(
  target: EditTarget,
  createFinder: CreateFinder<F>,
): Promise<{ readonly search: ReferenceSearch; readonly isComplete: boolean; readonly finder: F }> {
  const { location, path, services, tree } = target;
  const { paths, isComplete } = await workOn(location.repository, (signal) => readBranchPipelines(target, signal));
  const drafted = new Set((await tree.drafts.all()).map((draft) => draft.path));
  const moved = paths.filter((it) => isWithin(it, path));
  const targets = moved.length === 0 && findPipelineKind(path) !== undefined ? [path] : moved;
  const finder = createFinder(paths, isComplete);
  const canBeNamed = targets.length > 0 || scriptEnding.test(path);
  const search = new ReferenceSearch({
    finder,
    targets,
    // What goes along with it goes on to find it only by its path from the root, so it is looked into as well.
    pipelines: canBeNamed ? paths : [],
    readKept: (it) => (drafted.has(it) ? tree.drafts.readContent(it) : services.files.readKept(location, it)),
    read: (it, signal) => tree.read(it, signal),
  });
  return { search, isComplete: isComplete || !canBeNamed, finder };
}
