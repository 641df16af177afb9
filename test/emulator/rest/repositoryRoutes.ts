import { type Permission, type StoredRepository, type StoredUser } from '../state/model';
import { toBadRequest, toNotFound } from './apiError';
import { type JsonObject } from './json';
import { toPage } from './paging';
import { filterAndSort } from './query/filterAndSort';
import { requireRepository } from './resolve';
import { type RestCall, type RestRoute, type RestServices } from './route';

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
    isCacheable: true,
    handle: (call) => ({ json: listRepositories(call) }),
  },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug',
    scopes: ['repository'],
    needsUser: false,
    handle: (call) => ({ json: renderRepository(call.services, requireRepository(call), call.caller?.user) }),
  },
];

function listRepositories(call: RestCall) {
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
  const values = services.state
    .repositoriesIn(workspace)
    .filter(isWanted)
    .map((repository) => renderRepository(services, repository, caller?.user));
  const q = query.get('q') ?? undefined;
  const sort = query.get('sort') ?? undefined;
  return toPage(filterAndSort(values, { q, sort, fields }), query, call.address);
}

interface Rendered {
  readonly revision: number;
  readonly json: JsonObject;
}

/** Rendered repositories stay until anything changes: a list of hundreds costs a look-up each. */
const rendered = new WeakMap<StoredRepository, Map<string, Rendered>>();

function renderRepository(
  { state, render }: RestServices,
  repository: StoredRepository,
  user: StoredUser | undefined,
): JsonObject {
  const byUser = rendered.get(repository) ?? new Map<string, Rendered>();
  rendered.set(repository, byUser);
  const known = byUser.get(user?.name ?? '');
  if (known?.revision === state.revision) return known.json;
  const json = render.repository(repository, user);
  byUser.set(user?.name ?? '', { revision: state.revision, json });
  return json;
}
