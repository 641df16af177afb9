import type { Draft } from '../drafts/draft';
import { ancestorsOf } from '../drafts/draftLayer';

/**
 * Chosen paths of drafts with those that cannot stay behind: Git keeps either a file or a folder under one name, so what
 * takes the place of the other goes together with the deletions of that, and these with what was moved away from there.
 */
export function addNeededPaths(paths: readonly string[], drafts: readonly Draft[]): readonly string[] {
  const chosen = new Set(paths);
  const freed = new Set<string>();
  for (;;) {
    const written = drafts.flatMap(({ path, change }) => (change.kind === 'content' && chosen.has(path) ? [path] : []));
    const [files, folders] = [new Set(written), new Set(written.flatMap(ancestorsOf))];
    const needed = drafts.filter(({ path, change, renamedFrom }) => {
      if (chosen.has(path)) return false;
      if (change.kind === 'content') return renamedFrom !== undefined && freed.has(renamedFrom);
      const isInTheWay = folders.has(path) || ancestorsOf(path).some((folder) => files.has(folder));
      return change.kind === 'deleted' && isInTheWay;
    });
    if (needed.length === 0) return [...chosen];
    for (const { path, change } of needed) {
      chosen.add(path);
      if (change.kind === 'deleted') freed.add(path);
    }
  }
}
