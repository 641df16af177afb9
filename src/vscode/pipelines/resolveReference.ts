import { resolveFile, type FileReference } from '../../pipelines/fileReferences';
import type { PipelinePlace } from './languageContext';

/** The files that a reference may mean: one by its path from the root, else those that are likely. */
export function resolveReference(place: PipelinePlace, reference: FileReference): readonly string[] {
  const resolution = resolveFile(reference, place.path, place.index.files);
  if ('path' in resolution) return [resolution.path];
  return 'candidates' in resolution ? resolution.candidates : [];
}

/** Whether a reference in another file of the same place means a pipeline. */
export function leadsTo(place: PipelinePlace, from: string, path: string): (reference: FileReference) => boolean {
  return (reference) => {
    const resolution = resolveFile(reference, from, place.index.files);
    return resolution.kind === 'found' && resolution.path === path;
  };
}
