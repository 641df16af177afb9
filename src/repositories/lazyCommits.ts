import { lazy } from '../base/lazy';
import type { Commits } from './commits/commits';

/** Committing that is loaded when it is first asked for: most windows only read. */
export function createLazyCommits(load: () => Promise<Commits>): Commits {
  const loaded = lazy(load);
  return {
    commit: async (...request) => (await loaded()).commit(...request),
    settle: async (...request) => (await loaded()).settle(...request),
    look: async (...request) => (await loaded()).look(...request),
    merge: async (...request) => (await loaded()).merge(...request),
    readSides: async (...request) => (await loaded()).readSides(...request),
    resolve: async (...request) => (await loaded()).resolve(...request),
    markResolved: async (...request) => (await loaded()).markResolved(...request),
  };
}
