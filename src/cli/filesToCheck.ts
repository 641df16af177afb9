import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { passedOverFolders } from '../pipelines/passedOverFolders';
import { listFiles, type FileList, type ReadFolder } from './listFiles';

/** The root of a repository, and which of its files to check. */
export interface RepositoryFiles {
  /** Absolute. */
  readonly root: string;
  /** The working folder, from which files are named; absolute. */
  readonly cwd: string;
  /** From the root, separated by `/`, sorted. */
  readonly paths: readonly string[];
  /** Of the whole repository; `undefined` where nobody can say what its root is. */
  readonly all: FileList | undefined;
  /** Those of `all` that no other repository around or inside of this one tells of. */
  readonly unlisted: FileList['unlisted'];
}

/** A path or pattern that names nothing that can be checked; its message is for people. */
export class NothingFound extends Error {}

const ignore = passedOverFolders.map((name) => `**/${name}/**`);

/**
 * Finds what each path or pattern means, each file once. Its repository begins at the nearest folder around it with `.git`
 * or `.matillion`, as in the editor; where there is none, at the outermost folder around it that is named.
 */
export async function findFilesToCheck(
  patterns: readonly string[],
  cwd: string,
  readFolder: ReadFolder,
): Promise<readonly RepositoryFiles[]> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const pattern of patterns) {
    const path = resolve(cwd, pattern);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) folders.push(path);
    else if (stats?.isFile() === true) files.push(path);
    else files.push(...(await findMatches(pattern, cwd)));
  }
  const list = createLister(readFolder);
  const below = folders.flatMap((folder) => list(folder).paths.map((path) => join(folder, path)));
  const groups = groupByRoot([...below, ...files], folders);
  const told = new Set<string>();
  return groups.map(({ root, isKnown, paths }) => {
    const all = isKnown ? list(root) : undefined;
    const unlisted = (all?.unlisted ?? []).filter(({ path }) => !told.has(join(root, path)));
    for (const { path } of unlisted) told.add(join(root, path));
    return { root, cwd, paths, all, unlisted };
  });
}

async function findMatches(pattern: string, cwd: string): Promise<readonly string[]> {
  const options = { cwd, ignore, absolute: true, followSymbolicLinks: false };
  const found = await glob(pattern.replaceAll('\\', '/'), options);
  if (found.length === 0) throw new NothingFound(`There is no file or folder “${pattern}”, and nothing matches it.`);
  return found.map((file) => resolve(file)).sort();
}

/** Lists a folder once, however often it is asked for. */
function createLister(readFolder: ReadFolder): (folder: string) => FileList {
  const lists = new Map<string, FileList>();
  return (folder) => {
    const list = lists.get(folder) ?? listFiles(folder, readFolder);
    lists.set(folder, list);
    return list;
  };
}

interface Group {
  readonly root: string;
  /** Whether the root is that of a repository, and not only where a single file is. */
  readonly isKnown: boolean;
  readonly paths: readonly string[];
}

function groupByRoot(files: readonly string[], folders: readonly string[]): readonly Group[] {
  const findRoot = createRootFinder(folders);
  const groups = new Map<string, { root: string; isKnown: boolean; paths: string[] }>();
  const open = (folder: string) => {
    const found = findRoot(folder);
    const root = found ?? folder;
    const group = groups.get(root) ?? { root, isKnown: found !== undefined, paths: [] };
    groups.set(root, group);
    return group;
  };
  // One that cannot be listed has to be told of as well.
  for (const folder of folders) open(folder);
  for (const file of new Set(files)) {
    const { root, paths } = open(dirname(file));
    paths.push(relative(root, file).split(sep).join('/'));
  }
  return [...groups.values()].map(({ paths, ...group }) => ({ ...group, paths: paths.sort() }));
}

/** Finds the root for what is directly in a folder. */
function createRootFinder(named: readonly string[]): (folder: string) => string | undefined {
  const outermostFirst = [...named].sort((a, b) => a.length - b.length);
  const marked = new Map<string, string | undefined>();
  const findMarked = (folder: string): string | undefined => {
    if (marked.has(folder)) return marked.get(folder);
    const parent = dirname(folder);
    const root = hasMark(folder) ? folder : parent === folder ? undefined : findMarked(parent);
    marked.set(folder, root);
    return root;
  };
  return (folder) => findMarked(folder) ?? outermostFirst.find((it) => folder === it || isBelow(folder, it));
}

function hasMark(folder: string): boolean {
  return existsSync(join(folder, '.git')) || existsSync(join(folder, '.matillion'));
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
