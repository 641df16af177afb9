import { branchRoutes } from './branchRoutes';
import { commitRoutes } from './commitRoutes';
import { removedRoutes } from './removedRoutes';
import { repositoryRoutes } from './repositoryRoutes';
import { type RestRoute } from './route';
import { sourceRoutes } from './sourceRoutes';
import { userRoutes } from './userRoutes';
import { workspaceRoutes } from './workspaceRoutes';

/** Every endpoint the emulator has. What is not here answers 404 "Resource not found". */
export const restRoutes: readonly RestRoute[] = [
  ...userRoutes,
  ...workspaceRoutes,
  ...repositoryRoutes,
  ...branchRoutes,
  ...commitRoutes,
  ...sourceRoutes,
  ...removedRoutes,
];
