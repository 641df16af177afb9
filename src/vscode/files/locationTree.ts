import type { RepositoryLocation } from '../../repositories/location';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import type { RepositoryServices } from '../../repositories/repositoryServices';

/** What can be read at a location: a branch with its drafts, or a commit as it is. */
export type ReadableTree = Pick<WorkingTree, 'stat' | 'list' | 'read'>;

type TreeServices = Pick<RepositoryServices, 'files' | 'workingTree'>;

export function findWorkingTree(
  services: TreeServices,
  { repository, ref }: RepositoryLocation,
): WorkingTree | undefined {
  return ref.kind === 'branch' ? services.workingTree(repository, ref.name) : undefined;
}

export function openReadableTree(services: TreeServices, location: RepositoryLocation): ReadableTree {
  const { files } = services;
  return (
    findWorkingTree(services, location) ?? {
      stat: async (path, signal) => ({ ...(await files.stat(location, path, signal)), isReadOnly: true }),
      list: (directory, signal) => files.list(location, directory, signal),
      read: (path, signal) => files.read(location, path, signal),
    }
  );
}
