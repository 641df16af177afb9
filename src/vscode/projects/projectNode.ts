import type { KnownProject } from '../../projects/projectBook';
import type { RepositoryLocation } from '../../repositories/location';
import type { TreeNode } from '../views/treeNode';
import type { ProjectLook } from './projectLooks';

/** Its properties tell the present whenever they are read. Commands on repositories take it, too: it has their place. */
export interface ProjectNode {
  readonly kind: 'project';
  readonly id: string;
  readonly project: KnownProject;
  readonly location: RepositoryLocation & { readonly ref: { readonly kind: 'branch' } };
  readonly accountId: string;
  /** `undefined` while nobody looked into it in this window. */
  readonly look: ProjectLook | undefined;
}

/** The Projects view's rows: projects, and below them those of the Repositories view. */
export type ProjectsRow = ProjectNode | TreeNode;

/** Tells a project's row from whatever else a command may be called with. */
export function isProjectNode(value: unknown): value is ProjectNode {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'project' && 'project' in value
  );
}
