import * as v from 'valibot';
import { BranchMovedError, type GitRepository } from '../git/gitRepository';
import { recordMove } from '../git/recordMove';
import { GitError } from '../git/runGit';
import { ApiError, toBadRequest, toNotFound } from './apiError';
import { requireBranchName } from './branchName';
import { requireUnprotected, requireWritable } from './resolve';
import { type RestAnswer, type RestCall, type RestRoute } from './route';

const writes = { scopes: ['repository:write'], needsUser: true } as const;

export const branchWriteRoutes: readonly RestRoute[] = [
  { ...writes, method: 'POST', path: '/repositories/:workspace/:slug/refs/branches', handle: createBranch },
  { ...writes, method: 'DELETE', path: '/repositories/:workspace/:slug/refs/branches/*', handle: deleteBranch },
];

const newBranchSchema = v.object({ name: v.string(), target: v.object({ hash: v.string() }) });

async function createBranch(call: RestCall): Promise<RestAnswer> {
  const { state, folders, render } = call.services;
  const repository = requireWritable(call);
  const { name: wanted, target } = readNewBranch(call.body);
  const git = await folders.open(repository);
  const name = await requireBranchName(git, wanted);
  requireUnprotected(call, repository, name);
  const hash = (await git.findBranch(target.hash))?.commit ?? target.hash;
  const commit = await git.findCommit(hash);
  // U: the document also has a 404 for this.
  if (commit === undefined) throw new ApiError(400, 'Commit not found', { data: { shas: [target.hash] } });
  await moveOrRefuse(git, name, undefined, commit.hash);
  await recordMove(state, git, repository, name);
  return { status: 201, json: render.branch(repository, { name, commit: commit.hash }, commit) };
}

function readNewBranch(body: Buffer): v.InferOutput<typeof newBranchSchema> {
  try {
    return v.parse(newBranchSchema, JSON.parse(body.toString('utf8')));
  } catch {
    throw toBadRequest('A branch is created from {"name": …, "target": {"hash": …}}.');
  }
}

async function deleteBranch(call: RestCall): Promise<RestAnswer> {
  const repository = requireWritable(call);
  const name = call.parameters['*'] ?? '';
  const git = await call.services.folders.open(repository);
  const branch = await git.findBranch(name);
  if (branch === undefined) throw toNotFound(`Branch "${name}" does not exist.`);
  if (name === repository.mainBranch) throw toBadRequest(`${name} is the main branch, which cannot be deleted.`);
  requireUnprotected(call, repository, name);
  await moveOrRefuse(git, name, branch.commit, undefined);
  call.services.state.changed();
  return { status: 204, bytes: Buffer.alloc(0) };
}

async function moveOrRefuse(
  git: GitRepository,
  name: string,
  from: string | undefined,
  to: string | undefined,
): Promise<void> {
  try {
    await git.moveBranch(name, from, to);
  } catch (error) {
    if (error instanceof BranchMovedError && from === undefined) {
      throw new ApiError(400, `Branch "${name}" already exists.`, { data: { key: 'BRANCH_ALREADY_EXISTS' } });
    }
    if (error instanceof BranchMovedError) throw new ApiError(409, `Branch "${name}" has moved.`);
    throw error instanceof GitError ? toBadRequest(`Invalid branch name: ${name}`) : error;
  }
}
