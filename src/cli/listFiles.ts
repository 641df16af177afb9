import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { passedOverFolders } from '../pipelines/passedOverFolders';
import { toReason } from './readSource';

/** What a folder has, in any order; throws as the file system does. */
export type ReadFolder = (path: string) => readonly Dirent[];

/** Every file below a folder, and the folders of which nobody can say what is in them. */
export interface FileList {
  /** From the root, separated by `/`. */
  readonly paths: readonly string[];
  /** `path` is empty for the root itself; `reason` is the system's own word for it. */
  readonly unlisted: readonly { readonly path: string; readonly reason: string }[];
}

export const readFolderOnDisk: ReadFolder = (path) => readdirSync(path, { withFileTypes: true });

/** Never throws. Links are not followed: what they lead to is elsewhere as well, or outside. */
export function listFiles(root: string, readFolder: ReadFolder): FileList {
  const paths: string[] = [];
  const unlisted: FileList['unlisted'][number][] = [];
  const folders = [''];
  for (const folder of folders) {
    try {
      for (const entry of readFolder(join(root, folder))) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isFile()) paths.push(path);
        else if (entry.isDirectory() && !passedOverFolders.includes(entry.name)) folders.push(path);
      }
    } catch (error) {
      unlisted.push({ path: folder, reason: toReason(error) });
    }
  }
  return { paths: paths.sort(), unlisted };
}
