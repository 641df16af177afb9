import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { passedOverFolders } from '../pipelines/passedOverFolders';
import { listFiles, type FileList, type ReadFolder } from './listFiles';

/** The root of a repository, and which of its files to check. */
export interface RepositoryFiles {
  /** Absolute. */
  readonly root: string;
  /** As it was named, to name files the same way. */
  readonly shownRoot: string;
  /** From the root, separated by `/`. */
  readonly paths: readonly string[];
  /** Of the whole repository; `undefined` where nobody can say what its root is. */
  readonly all: FileList | undefined;
}

/** A path or pattern that names nothing that can be checked; its message is for people. */
export class NothingFound extends Error {}

const ignore = passedOverFolders.map((name) => `**/${name}/**`);

/** Finds what each path or pattern means. A file's repository is the nearest folder above it with `.git` or `.matillion`. */
export async function findFilesToCheck(
  patterns: readonly string[],
  cwd: string,
  readFolder: ReadFolder,
): Promise<readonly RepositoryFiles[]> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const pattern of patterns) {
    const stats = statSync(resolve(cwd, pattern), { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) folders.push(pattern);
    else if (stats?.isFile() === true) files.push(resolve(cwd, pattern));
    else files.push(...(await findMatches(pattern, cwd)));
  }
  const roots = [...new Set(folders.map((folder) => resolve(cwd, folder)))];
  // What is in a folder that is checked anyway is not told of twice.
  const others = files.filter((file) => !roots.some((root) => isBelow(resolve(file), root)));
  const whole = roots.map((root) => {
    const all = listFiles(root, readFolder);
    return { root, shownRoot: toShown(root, cwd), paths: all.paths, all };
  });
  return [...whole, ...groupByRoot(others, cwd, readFolder)];
}

function isBelow(file: string, root: string): boolean {
  return file.startsWith(root.endsWith(sep) ? root : root + sep);
}

async function findMatches(pattern: string, cwd: string): Promise<readonly string[]> {
  const options = { cwd, ignore, absolute: true, followSymbolicLinks: false };
  const found = await glob(pattern.replaceAll('\\', '/'), options);
  if (found.length === 0) throw new NothingFound(`There is no file or folder “${pattern}”, and nothing matches it.`);
  return found.sort();
}

function groupByRoot(files: readonly string[], cwd: string, readFolder: ReadFolder): readonly RepositoryFiles[] {
  const groups = new Map<string, { root: string; isKnown: boolean; paths: string[] }>();
  for (const file of new Set(files)) {
    const found = findRoot(file);
    const root = found ?? dirname(file);
    const group = groups.get(root) ?? { root, isKnown: found !== undefined, paths: [] };
    group.paths.push(relative(root, file).split(sep).join('/'));
    groups.set(root, group);
  }
  return [...groups.values()].map(({ root, isKnown, paths }) => {
    return { root, shownRoot: toShown(root, cwd), paths, all: isKnown ? listFiles(root, readFolder) : undefined };
  });
}

function findRoot(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git')) || existsSync(join(folder, '.matillion'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function toShown(root: string, cwd: string): string {
  return relative(cwd, root).split(sep).join('/');
}
