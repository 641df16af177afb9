import { type GitRepository } from '../git/gitRepository';
import { listTags } from '../git/tags';
import { toCommitNotFound } from './apiError';
import { answerCollection } from './collection';
import { type JsonObject } from './json';
import { readPageRequest, withPage } from './paging';
import { requireCommit, requireRepository } from './resolve';
import { type RestCall, type RestRoute } from './route';

const statusFields = ['key', 'name', 'state', 'refname', 'created_on', 'updated_on'];
const logLengths = { usual: 30, maximum: 100 };

const reads = { method: 'GET', scopes: ['repository'], needsUser: false } as const;

export const commitRoutes: readonly RestRoute[] = [
  {
    ...reads,
    path: '/repositories/:workspace/:slug/commit/:commit',
    handle: async (call) => {
      const repository = requireRepository(call);
      const git = await call.services.folders.open(repository);
      const commit = await requireCommit(git, call.parameters['commit'] ?? '');
      return { json: { ...call.services.render.commit(repository, commit), participants: [] } };
    },
  },
  {
    ...reads,
    path: '/repositories/:workspace/:slug/commit/:commit/statuses',
    handle: async (call) => ({ json: await listStatuses(call) }),
  },
  ...['commits', 'commits/', 'commits/*'].map((path): RestRoute => ({
    ...reads,
    path: `/repositories/:workspace/:slug/${path}`,
    handle: async (call) => ({ json: await listCommits(call) }),
  })),
];

async function listStatuses(call: RestCall): Promise<JsonObject> {
  const { state, folders, render } = call.services;
  const repository = requireRepository(call);
  const commit = await requireCommit(await folders.open(repository), call.parameters['commit'] ?? '');
  const refname = call.query.get('refname');
  const values = state
    .statusesOf(repository, commit.hash)
    .filter((status) => refname === null || status.refname === null || status.refname === refname)
    .map((status) => render.status(repository, status));
  return answerCollection(call, values, { fields: statusFields, defaultSort: 'created_on' });
}

/** Commits are paged like an iterator: no `size`, and the end is known only when it is reached. */
async function listCommits(call: RestCall): Promise<JsonObject> {
  const { folders, render } = call.services;
  const repository = requireRepository(call);
  const git = await folders.open(repository);
  const { page, pageLength } = readPageRequest(call.query, logLengths);
  const revision = call.parameters['*'] ?? '';
  const wanted = [...(revision === '' ? [] : [revision]), ...call.query.getAll('include')];
  const all = wanted.length > 0 ? undefined : await listTips(git);
  const hashes = await git.log({
    include: all ?? (await resolveAll(git, wanted)),
    exclude: await resolveAll(git, call.query.getAll('exclude')),
    path: call.query.get('path') ?? undefined,
    skip: (page - 1) * pageLength,
    count: pageLength + 1,
  });
  const commits = await Promise.all(hashes.slice(0, pageLength).map((hash) => requireCommit(git, hash)));
  return {
    values: commits.map((commit) => render.commit(repository, commit)),
    pagelen: pageLength,
    ...(hashes.length > pageLength ? { next: withPage(call.address, call.query, page + 1) } : {}),
  };
}

/** "All branches and tags are included." */
async function listTips(git: GitRepository): Promise<readonly string[]> {
  const tags = await listTags(git);
  return [...(await git.branches()).map(({ commit }) => commit), ...tags.map(({ commit }) => commit.hash)];
}

/** Here names of branches and tags may hold slashes: they are the rest of the address. */
async function resolveAll(git: GitRepository, revisions: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    revisions.map(async (revision) => {
      const found = (await git.findBranch(revision))?.commit ?? (await git.findCommit(revision))?.hash;
      const tag = found === undefined ? (await listTags(git)).find(({ name }) => name === revision) : undefined;
      const hash = found ?? tag?.commit.hash;
      if (hash === undefined) throw toCommitNotFound(revision);
      return hash;
    }),
  );
}
