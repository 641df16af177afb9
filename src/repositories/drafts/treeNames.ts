import { ancestorsOf, nameOf, parentOf } from './draftLayer';
import { findNameProblem, foldName } from './findNameProblem';
import type { TreeView } from './treeView';
import { WorkingTreeError } from './workingTree';

/**
 * Rejects with `WorkingTreeError` where nothing new may be put at a path: a file is in the way, or a name that is new
 * with it cannot be checked out everywhere (the failure's path ends in that name). Names that are there already stay as they are. `moved` is going away.
 */
export async function checkNewPath(view: TreeView, path: string, moved?: string): Promise<void> {
  let place = path;
  for (const directory of ancestorsOf(path)) {
    checkName(place);
    const found = await view.find(directory);
    if (found?.kind === 'file') throw new WorkingTreeError({ kind: 'isFile', path: directory });
    if (found?.isSubrepository === true) {
      throw new WorkingTreeError({ kind: 'readOnly', path: directory, reason: 'submodule' });
    }
    if (found !== undefined) return checkCase(view, place, moved);
    place = directory;
  }
}

/** The same for a name that was there before, so that it may be again. */
export async function checkWay(view: TreeView, path: string): Promise<void> {
  for (const directory of ancestorsOf(path)) {
    const found = await view.find(directory);
    if (found?.kind === 'file') throw new WorkingTreeError({ kind: 'isFile', path: directory });
    if (found !== undefined) return;
  }
}

function checkName(path: string): void {
  const reason = findNameProblem(nameOf(path));
  if (reason !== undefined) throw new WorkingTreeError({ kind: 'badName', path, reason });
}

async function checkCase(view: TreeView, path: string, moved: string | undefined): Promise<void> {
  const [directory, name] = [parentOf(path), nameOf(path)];
  const folded = foldName(name);
  const leaving = moved !== undefined && parentOf(moved) === directory ? nameOf(moved) : undefined;
  const twin = (await view.list(directory)).find(
    (entry) => entry.name !== name && entry.name !== leaving && foldName(entry.name) === folded,
  );
  if (twin !== undefined) throw new WorkingTreeError({ kind: 'badName', path, reason: 'caseOnly', other: twin.name });
}
