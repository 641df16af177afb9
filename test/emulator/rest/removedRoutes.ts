import { type RestRoute } from './route';

/** Endpoints that Bitbucket took away on 2026-04-14. */
const removedPaths = ['/repositories', '/workspaces', '/user/permissions/workspaces', '/user/permissions/repositories'];

const announcement_url = 'https://developer.atlassian.com/cloud/bitbucket/changelog/#CHANGE-2770';

/** Each answers 410, whoever asks. */
export const removedRoutes: readonly RestRoute[] = removedPaths.map((path) => ({
  method: 'GET',
  path,
  scopes: [],
  needsUser: false,
  handle: () => ({
    status: 410,
    json: {
      type: 'error',
      error: {
        message: 'CHANGE-2770 - Functionality has been deprecated',
        detail: 'This endpoint has been removed. Use the endpoints below a workspace instead.',
        data: { announcement_url },
      },
      data: { announcement_url },
    },
  }),
}));
