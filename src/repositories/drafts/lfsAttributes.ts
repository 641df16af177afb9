import type { RepositoryLocation } from '../location';
import type { RepositoryFiles } from '../repositoryFiles';
import type { BranchDrafts } from './branchDrafts';
import { ancestorsOf, joinPath } from './draftLayer';
import { belongsInLfs, type AttributesFile } from './lfsRules';

const mostBytes = 64 * 1024;

/**
 * Whether a new file at this path belongs in Git LFS, as far as is known of the branch: no directory is listed for it, and
 * a `.gitattributes` file is read when a listing on this computer names it (one request for each that is not kept).
 */
export async function isForLfs(
  {
    files,
    drafts,
    location,
  }: {
    readonly files: Pick<RepositoryFiles, 'peek' | 'read'>;
    readonly drafts: Pick<BranchDrafts, 'find' | 'readContent'>;
    readonly location: RepositoryLocation;
  },
  path: string,
): Promise<boolean> {
  const found: AttributesFile[] = [];
  for (const directory of [...ancestorsOf(path)].reverse()) {
    const bytes = await readAttributes(joinPath(directory, '.gitattributes'));
    if (bytes !== undefined) found.push({ directory, text: new TextDecoder().decode(bytes) });
  }
  return belongsInLfs(found, path);

  async function readAttributes(at: string): Promise<Uint8Array | undefined> {
    const draft = await drafts.find(at);
    if (draft !== undefined) return drafts.readContent(at);
    const entry = await files.peek(location, at);
    if (typeof entry !== 'object' || entry.kind !== 'file' || entry.isLink || entry.size > mostBytes) return undefined;
    // Offline, drafts are made all the same.
    return files.read(location, at).catch(() => undefined);
  }
}
