import { type Permission, type StoredRepository } from '../state/model';
import { toBadRequest, toNotFound } from './apiError';
import { answerLazily } from './collection';
import { type JsonObject } from './json';
import { requireRepository } from './resolve';
import { type RestCall, type RestRoute } from './route';

const fields = [
  'name',
  'slug',
  'full_name',
  'uuid',
  'description',
  'language',
  'is_private',
  'created_on',
  'updated_on',
  'size',
  'mainbranch.name',
  'project.key',
  'project.name',
  'parent',
];

/** Which permissions a `role` covers. */
const roles: Readonly<Record<string, readonly Permission[]>> = {
  member: ['read', 'write', 'admin'],
  contributor: ['write', 'admin'],
  admin: ['admin'],
  owner: ['admin'],
};

export const repositoryRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/repositories/:workspace',
    scopes: ['repository'],
    needsUser: false,
    handle: async (call) => ({ json: await listRepositories(call) }),
  },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug',
    scopes: ['repository'],
    needsUser: false,
    handle: (call) => ({ json: call.services.render.repository(requireRepository(call), call.caller?.user) }),
  },
];

async function listRepositories(call: RestCall): Promise<JsonObject> {
  const { services, caller, parameters, query } = call;
  const workspace = services.state.findWorkspace(parameters['workspace'] ?? '');
  if (workspace === undefined) throw toNotFound(`No workspace with identifier '${parameters['workspace'] ?? ''}'.`);
  const role = query.get('role');
  const permissions = role === null ? undefined : Object.hasOwn(roles, role) ? roles[role] : null;
  if (permissions === null) throw toBadRequest(`Invalid role: ${role ?? ''}`);
  const isWanted = (repository: StoredRepository) => {
    const permission = services.state.permissionOf(caller?.user, repository);
    if (permissions === undefined) return services.state.canRead(caller?.user, repository);
    return permission !== undefined && permissions.includes(permission);
  };
  return answerLazily(
    call,
    services.state.repositoriesIn(workspace).filter(isWanted),
    summarize,
    (repository) => services.render.repository(repository, caller?.user),
    { fields },
  );
}

/** What repositories can be filtered and sorted by. */
function summarize(repository: StoredRepository): JsonObject {
  const { workspace, slug, name, uuid, description, language, isPrivate, project, mainBranch } = repository;
  return {
    name,
    slug,
    uuid,
    description,
    language,
    project,
    full_name: `${workspace}/${slug}`,
    is_private: isPrivate,
    created_on: repository.createdOn,
    updated_on: repository.updatedOn,
    size: repository.sizeBytes,
    mainbranch: mainBranch === null ? null : { name: mainBranch },
  };
}
