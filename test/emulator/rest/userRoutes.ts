import { type StoredRepository, type StoredWorkspace } from '../state/model';
import { toBadRequest } from './apiError';
import { answerLazily } from './collection';
import { type JsonObject } from './json';
import { requireCaller, requireOwnWorkspace } from './resolve';
import { type RestCall, type RestRoute } from './route';

const permissionFields = [
  'permission',
  'repository.name',
  'repository.slug',
  'repository.full_name',
  'repository.uuid',
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
    handle: async (call) => ({ json: await listWorkspaces(call) }),
  },
  {
    method: 'GET',
    path: '/user/workspaces/:workspace/permissions/repositories',
    scopes: ['account', 'repository'],
    needsUser: true,
    handle: async (call) => ({ json: await listPermissions(call) }),
  },
];

async function listWorkspaces(call: RestCall): Promise<JsonObject> {
  const { state, render } = call.services;
  const { user } = requireCaller(call);
  const administrator = call.query.get('administrator');
  if (administrator !== null && !['true', 'false'].includes(administrator)) throw toBadRequest('Invalid administrator');
  const isWanted = ({ members }: StoredWorkspace) =>
    administrator === null || (members[user.name] === 'administrator') === (administrator === 'true');
  return answerLazily(
    call,
    state.workspacesOf(user).filter(isWanted),
    ({ slug, members }) => ({ slug, administrator: members[user.name] === 'administrator' }),
    (workspace) => render.workspaceAccess(workspace, user),
    { fields: ['slug', 'administrator'] },
  );
}

async function listPermissions(call: RestCall): Promise<JsonObject> {
  const { state, render } = call.services;
  const workspace = requireOwnWorkspace(call);
  const { user } = requireCaller(call);
  const permissionOn = (repository: StoredRepository) => state.permissionOf(user, repository) ?? 'none';
  return answerLazily(
    call,
    state.repositoriesIn(workspace).filter((repository) => permissionOn(repository) !== 'none'),
    (repository) => {
      const { name, slug, uuid } = repository;
      const short = { name, slug, uuid, full_name: `${repository.workspace}/${slug}` };
      return { permission: permissionOn(repository), repository: short };
    },
    (repository) => ({
      type: 'repository_permission',
      permission: permissionOn(repository),
      user: render.user(user),
      repository: { ...render.repositoryShort(repository), slug: repository.slug },
    }),
    { fields: permissionFields },
  );
}
