import { requireWorkspace } from './resolve';
import { type RestRoute } from './route';

export const workspaceRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/workspaces/:workspace',
    scopes: [],
    needsUser: false,
    handle: (call) => ({ json: call.services.render.workspace(requireWorkspace(call)) }),
  },
];
