import { createHash } from 'node:crypto';
import { type GitTreeEntry } from '../../git/gitModel';
import { type SeedFile } from '../../seeds/seed';
import { toBadRequest } from '../apiError';
import { type CommitRequest } from './commitRequest';

export interface FileChanges {
  readonly files: Readonly<Record<string, SeedFile>>;
  readonly deleted: readonly string[];
  /** Whether the resulting tree is the parent's. */
  readonly isEmpty: boolean;
}

/** Compares a request with the tree it starts from; what would not fit is refused with 400. */
export function toFileChanges(
  tree: readonly GitTreeEntry[],
  { uploads, deletions }: Pick<CommitRequest, 'uploads' | 'deletions'>,
): FileChanges {
  const before = new Map(tree.filter(({ type }) => type !== 'tree').map((entry) => [entry.path, entry]));
  for (const path of deletions) {
    // U: what happens to a path that is a directory or does not exist is not documented.
    if (!before.has(path)) throw toBadRequest(`There is no file ${path} that could be deleted.`);
  }
  for (const path of [...deletions, ...uploads.map((upload) => upload.path)]) {
    if (before.get(path)?.type === 'commit')
      throw toBadRequest(`${path} is a submodule, which cannot be changed here.`);
  }
  const deleted = new Set(deletions);
  const after = new Set([...before.keys()].filter((path) => !deleted.has(path)));
  for (const { path } of uploads) after.add(path);
  requireNoClash(after);
  const isSame = uploads.every(({ path, bytes, mode }) => {
    const entry = before.get(path);
    return entry?.mode === mode && entry.hash === toBlobHash(bytes);
  });
  return {
    files: Object.fromEntries(
      uploads.map(({ path, bytes, mode }) => [path, { base64: bytes.toString('base64'), mode }]),
    ),
    deleted: [...deleted],
    isEmpty: isSame && deleted.size === 0,
  };
}

/** A path is either a file or the directory of others. */
function requireNoClash(paths: ReadonlySet<string>): void {
  for (const path of paths) {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const directory = path.slice(0, slash);
      if (paths.has(directory)) throw toBadRequest(`${directory} cannot be a file and the directory of ${path}.`);
    }
  }
}

function toBlobHash(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
