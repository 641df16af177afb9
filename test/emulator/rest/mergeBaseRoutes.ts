import { findMergeBase } from '../git/ancestry';
import { toBadRequest, toNotFound } from './apiError';
import { splitSpec } from './diffRange';
import { requireCommit, requireRepository } from './resolve';
import { type RestRoute } from './route';

export const mergeBaseRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/merge-base/:revspec',
    scopes: ['repository'],
    needsUser: false,
    handle: async (call) => {
      const repository = requireRepository(call);
      const git = await call.services.folders.open(repository);
      const [first = '', second] = splitSpec(call.parameters['revspec'] ?? '');
      if (second === undefined) throw toBadRequest('Two commits are needed: first..second.');
      const [one, other] = [await requireCommit(git, first), await requireCommit(git, second)];
      const base = await findMergeBase(git.folder, one.hash, other.hash);
      // U: what two histories without a common ancestor answer.
      if (base === undefined) throw toNotFound('The commits have no common ancestor.');
      return { json: call.services.render.commit(repository, await requireCommit(git, base)) };
    },
  },
];
