import type { FileMode } from '../../bitbucket/model';
import { WorkingTreeError, type WorkingTree } from '../../repositories/drafts/workingTree';
import type { ReadableTree } from './locationTree';

interface ReadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: FileMode;
}

/** The part of a listed entry, or of what a path is, that decides whether it can be copied. */
interface Copied {
  readonly kind: 'file' | 'directory';
  readonly mode: FileMode;
  readonly isLfs: boolean;
  readonly isSubrepository: boolean;
}

/**
 * Copies a file or folder from one location to another one. Everything is read before anything is written, so what
 * cannot be read leaves nothing half done. Executable files and links stay what they are.
 */
export async function copyAcross(
  source: { readonly tree: ReadableTree; readonly path: string },
  target: { readonly tree: WorkingTree; readonly path: string },
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> {
  const files = await readAll(source.tree, source.path, target.path, await source.tree.stat(source.path));
  if (files.length === 0) await target.tree.createFolder(target.path);
  const { drafts } = target.tree;
  for (const { path, bytes, mode } of files) {
    await target.tree.write(path, bytes, { create: true, overwrite });
    if (mode !== 'file') await drafts.save([{ path, base: undefined, change: { kind: 'content', bytes, mode } }]);
  }
}

async function readAll(tree: ReadableTree, from: string, to: string, entry: Copied): Promise<readonly ReadFile[]> {
  if (entry.isSubrepository) throw new WorkingTreeError({ kind: 'readOnly', path: from, reason: 'submodule' });
  if (entry.isLfs) throw new WorkingTreeError({ kind: 'readOnly', path: from, reason: 'lfs' });
  if (entry.kind === 'file') return [{ path: to, bytes: await tree.read(from), mode: entry.mode }];
  const files: ReadFile[] = [];
  for (const below of await tree.list(from)) {
    files.push(...(await readAll(tree, join(from, below.name), join(to, below.name), below)));
  }
  return files;
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
