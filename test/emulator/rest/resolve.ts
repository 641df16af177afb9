import { type GitCommit } from '../git/gitModel';
import { type GitRepository } from '../git/gitRepository';
import { type StoredRepository, type StoredWorkspace } from '../state/model';
import { ApiError, toCommitNotFound, toForbidden, toNotFound, toUnauthorized } from './apiError';
import { type Caller, type RestCall } from './route';

/** The caller of an endpoint that has `needsUser`. */
export function requireCaller({ caller }: RestCall): Caller {
  if (caller === undefined) throw toUnauthorized();
  return caller;
}

/** The workspace in the address, if the caller is a member; what one may not see does not exist. */
export function requireWorkspace(call: RestCall): StoredWorkspace {
  const id = call.parameters['workspace'] ?? '';
  const workspace = call.services.state.findWorkspace(id);
  const isMember = call.caller !== undefined && workspace?.members[call.caller.user.name] !== undefined;
  if (workspace === undefined || !isMember) throw toNotFound(`No workspace with identifier '${id}'.`);
  return workspace;
}

/** As `requireWorkspace`, but below `/user/workspaces/` Bitbucket answers 403 to who is not a member. */
export function requireOwnWorkspace(call: RestCall): StoredWorkspace {
  const workspace = call.services.state.findWorkspace(call.parameters['workspace'] ?? '');
  if (workspace?.members[requireCaller(call).user.name] === undefined) throw toForbidden();
  return workspace;
}

/** The repository in the address, if the caller may read it; a private one that they may not see does not exist. */
export function requireRepository(call: RestCall): StoredRepository {
  const { workspace = '', slug = '' } = call.parameters;
  const { state } = call.services;
  const repository = state.findRepository(workspace, slug);
  if (repository !== undefined && state.canRead(call.caller?.user, repository)) return repository;
  if (call.caller !== undefined) throw toNotFound(`Repository ${workspace}/${slug} not found`);
  throw new ApiError(
    404,
    'You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated.',
  );
}

/** The repository in the address, if the caller may write to it. */
export function requireWritable(call: RestCall): StoredRepository {
  const repository = requireRepository(call);
  const permission = call.services.state.permissionOf(requireCaller(call).user, repository);
  if (permission !== 'write' && permission !== 'admin') throw toForbidden();
  return repository;
}

/** U: only the status is documented. */
export function requireUnprotected({ services, caller }: RestCall, repository: StoredRepository, branch: string): void {
  if (caller === undefined || !services.state.isProtectedFrom(caller.user, repository, branch)) return;
  throw new ApiError(403, `Permission denied to update branch ${branch}.`);
}

/** A commit by hash (seven digits at least) or by the name of a branch without slashes. */
export async function requireCommit(git: GitRepository, revision: string): Promise<GitCommit> {
  const byHash = await git.findCommit(revision);
  if (byHash !== undefined) return byHash;
  const branch = revision.includes('/') ? undefined : await git.findBranch(revision);
  const byBranch = branch === undefined ? undefined : await git.findCommit(branch.commit);
  if (byBranch === undefined) throw toCommitNotFound(revision);
  return byBranch;
}
