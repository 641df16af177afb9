import { type GitBranch } from '../git/gitModel';
import { type GitRepository } from '../git/gitRepository';
import { type StoredRepository } from '../state/model';
import { toNotFound } from './apiError';
import { answerCollection } from './collection';
import { type JsonObject } from './json';
import { requireRepository } from './resolve';
import { type RestCall, type RestRoute } from './route';

const fields = ['name', 'target.hash', 'target.date', 'target.message', 'target.author.raw'];
const naturalOrder = new Intl.Collator('en', { numeric: true });

export const branchRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/refs/branches',
    scopes: ['repository'],
    needsUser: false,
    handle: async (call) => ({ json: await listBranches(call) }),
  },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/refs/branches/*',
    scopes: ['repository'],
    needsUser: false,
    handle: async (call) => ({ json: await fetchBranch(call) }),
  },
];

async function listBranches(call: RestCall): Promise<JsonObject> {
  const repository = requireRepository(call);
  const git = await call.services.folders.open(repository);
  const branches = await git.branches();
  const values = await Promise.all(branches.map((branch) => renderBranch(call, repository, git, branch)));
  const comparators = { name: (left: string, right: string) => naturalOrder.compare(left, right) };
  return answerCollection(call, values, { fields, comparators });
}

async function fetchBranch(call: RestCall): Promise<JsonObject> {
  const repository = requireRepository(call);
  const name = call.parameters['*'] ?? '';
  const git = await call.services.folders.open(repository);
  const branch = await git.findBranch(name);
  if (branch === undefined) throw toNotFound(`Branch "${name}" does not exist.`);
  return renderBranch(call, repository, git, branch);
}

async function renderBranch(
  call: RestCall,
  repository: StoredRepository,
  git: GitRepository,
  branch: GitBranch,
): Promise<JsonObject> {
  const target = await git.findCommit(branch.commit);
  if (target === undefined) throw new Error(`Branch ${branch.name} points to a commit that does not exist.`);
  return call.services.render.branch(repository, branch, target);
}
