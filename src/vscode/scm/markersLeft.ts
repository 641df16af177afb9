import { hasConflictMarkers } from '../../repositories/commits/conflictMarkers';
import type { Change } from './changes';
import type { OpenBranch } from './openBranch';

/** Whether a merge by hand was saved before it was done. */
export async function hasMarkersLeft({ tree }: OpenBranch, { kind, path }: Change): Promise<boolean> {
  return kind !== 'deleted' && hasConflictMarkers(new TextDecoder().decode(await tree.read(path)));
}
