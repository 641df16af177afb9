import type { PipelineFile } from './branchSnapshot';

/** A folder with pipelines somewhere below it; children sorted as a person would. */
export interface PipelineFolder<P extends PipelineFile = PipelineFile> {
  readonly name: string;
  /** From the repository's root; `''` is the root. */
  readonly path: string;
  readonly folders: readonly PipelineFolder<P>[];
  readonly pipelines: readonly P[];
}

interface GrowingFolder<P> {
  readonly name: string;
  readonly path: string;
  readonly folders: Map<string, GrowingFolder<P>>;
  readonly pipelines: P[];
}

/**
 * Turns paths into the folders a person thinks in, some of which may hold nothing yet. Linear in the length of the paths,
 * apart from sorting.
 */
export function toPipelineFolder<P extends PipelineFile>(
  pipelines: readonly P[],
  emptyFolders: readonly string[] = [],
): PipelineFolder<P> {
  const root = createFolder<P>('', '');
  for (const pipeline of pipelines) openFolder(root, pipeline.path.split('/').slice(0, -1)).pipelines.push(pipeline);
  for (const path of emptyFolders) openFolder(root, path.split('/'));
  // Here and not above: the first one of a process takes ten milliseconds, which waking up shall not wait for.
  return toSorted(root, new Intl.Collator('en', { numeric: true }));
}

function openFolder<P>(root: GrowingFolder<P>, names: readonly string[]): GrowingFolder<P> {
  let folder = root;
  for (const name of names) {
    let child = folder.folders.get(name);
    if (child === undefined) {
      child = createFolder(name, folder.path === '' ? name : `${folder.path}/${name}`);
      folder.folders.set(name, child);
    }
    folder = child;
  }
  return folder;
}

function createFolder<P>(name: string, path: string): GrowingFolder<P> {
  return { name, path, folders: new Map(), pipelines: [] };
}

function toSorted<P extends PipelineFile>(folder: GrowingFolder<P>, collator: Intl.Collator): PipelineFolder<P> {
  return {
    name: folder.name,
    path: folder.path,
    folders: [...folder.folders.values()]
      .map((child) => toSorted(child, collator))
      .sort((a, b) => collator.compare(a.name, b.name)),
    pipelines: [...folder.pipelines].sort((a, b) => collator.compare(a.path, b.path)),
  };
}
