import type { ProjectKey } from '../../projects/projectBook';
import { toNodeId } from '../views/treeNode';

/** The same for the same project, and for no other. */
export function toProjectId({ repository: { workspace, slug }, branch }: ProjectKey): string {
  return toNodeId('project', workspace, slug, branch);
}
