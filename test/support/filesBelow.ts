import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file and its bytes, each as one character. */
export interface FoundFile {
  /** From the folder that was looked through. */
  readonly path: string;
  readonly content: string;
}

/** Every file below a folder whose path is wanted. What goes while it is looked at, as temporary files and locks do, is left out. */
export function readFilesBelow(root: string, isWanted: (path: string) => boolean = () => true): readonly FoundFile[] {
  const entries = ifThere(() => readdirSync(root, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry): readonly FoundFile[] => {
    const full = join(root, entry.name);
    if (entry.isDirectory()) {
      const below = readFilesBelow(full, (path) => isWanted(join(entry.name, path)));
      return below.map(({ path, content }) => ({ path: join(entry.name, path), content }));
    }
    if (!entry.isFile() || !isWanted(entry.name)) return [];
    const content = ifThere(() => readFileSync(full, 'latin1'));
    return content === undefined ? [] : [{ path: entry.name, content }];
  });
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
