import { type StoredRepository } from '../state/model';
import { toBadRequest } from './apiError';
import { toPage } from './paging';
import { filterAndSort } from './query/filterAndSort';
import { requireCaller, requireOwnWorkspace } from './resolve';
import { type RestCall, type RestRoute } from './route';

const accessFields = ['slug', 'workspace.slug', 'administrator'];
const permissionFields = [
  'permission',
  'repository.name',
  'repository.slug',
  'repository.full_name',
  'repository.uuid',
  'user.uuid',
];

export const userRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/user',
    scopes: ['account'],
    needsUser: true,
    handle: (call) => ({ json: call.services.render.currentUser(requireCaller(call).user) }),
  },
  {
    method: 'GET',
    path: '/user/workspaces',
    scopes: ['account'],
    needsUser: true,
    isCacheable: true,
    handle: (call) => ({ json: listWorkspaces(call) }),
  },
  {
    method: 'GET',
    path: '/user/workspaces/:workspace/permissions/repositories',
    scopes: ['account', 'repository'],
    needsUser: true,
    isCacheable: true,
    handle: (call) => ({ json: listPermissions(call) }),
  },
];

function listWorkspaces(call: RestCall) {
  const { state, render } = call.services;
  const { user } = requireCaller(call);
  const administrator = call.query.get('administrator');
  if (administrator !== null && !['true', 'false'].includes(administrator)) throw toBadRequest('Invalid administrator');
  const values = state
    .workspacesOf(user)
    .map((workspace) => render.workspaceAccess(workspace, user))
    .filter((access) => administrator === null || access['administrator'] === (administrator === 'true'));
  const sort = call.query.get('sort')?.replace(/^(-?)slug$/, '$1workspace.slug');
  const q = call.query.get('q')?.replaceAll(/(?<![\w.])slug(?=\W)/g, 'workspace.slug');
  return toPage(filterAndSort(values, { q, sort, fields: accessFields }), call.query, call.address);
}

function listPermissions(call: RestCall) {
  const { state, render } = call.services;
  const workspace = requireOwnWorkspace(call);
  const { user } = requireCaller(call);
  const toPermission = (repository: StoredRepository) => {
    const permission = state.permissionOf(user, repository);
    if (permission === undefined) return [];
    const short = { ...render.repositoryShort(repository), slug: repository.slug };
    return [{ type: 'repository_permission', permission, user: render.user(user), repository: short }];
  };
  const values = state.repositoriesIn(workspace).flatMap(toPermission);
  const q = call.query.get('q') ?? undefined;
  const sort = call.query.get('sort') ?? undefined;
  return toPage(filterAndSort(values, { q, sort, fields: permissionFields }), call.query, call.address);
}
