import { branchRoutes } from './branchRoutes';
import { branchWriteRoutes } from './branchWriteRoutes';
import { commitRoutes } from './commitRoutes';
import { commitFilesRoutes } from './commitFiles/commitFilesRoutes';
import { diffRoutes } from './diffRoutes';
import { fileHistoryRoutes } from './fileHistoryRoutes';
import { mergeBaseRoutes } from './mergeBaseRoutes';
import { removedRoutes } from './removedRoutes';
import { repositoryRoutes } from './repositoryRoutes';
import { type RestRoute } from './route';
import { sourceRoutes } from './sourceRoutes';
import { tagRoutes } from './tagRoutes';
import { userRoutes } from './userRoutes';
import { workspaceRoutes } from './workspaceRoutes';

/** Every endpoint the emulator has. What is not here answers 404 "Resource not found". */
export const restRoutes: readonly RestRoute[] = [
  ...userRoutes,
  ...workspaceRoutes,
  ...repositoryRoutes,
  ...branchRoutes,
  ...branchWriteRoutes,
  ...tagRoutes,
  ...commitRoutes,
  ...fileHistoryRoutes,
  ...diffRoutes,
  ...mergeBaseRoutes,
  ...sourceRoutes,
  ...commitFilesRoutes,
  ...removedRoutes,
];
