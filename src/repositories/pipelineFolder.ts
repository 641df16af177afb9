import type { PipelineFile } from './branchSnapshot';

/** A folder with pipelines somewhere below it; children sorted as a person would. */
export interface PipelineFolder {
  readonly name: string;
  /** From the repository's root; `''` is the root. */
  readonly path: string;
  readonly folders: readonly PipelineFolder[];
  readonly pipelines: readonly PipelineFile[];
}

interface GrowingFolder {
  readonly name: string;
  readonly path: string;
  readonly folders: Map<string, GrowingFolder>;
  readonly pipelines: PipelineFile[];
}

/** Turns paths into the folders a person thinks in. Linear in the length of the paths, apart from sorting. */
export function toPipelineFolder(pipelines: readonly PipelineFile[]): PipelineFolder {
  const root = createFolder('', '');
  for (const pipeline of pipelines) {
    let folder = root;
    for (const name of pipeline.path.split('/').slice(0, -1)) {
      let child = folder.folders.get(name);
      if (child === undefined) {
        child = createFolder(name, folder.path === '' ? name : `${folder.path}/${name}`);
        folder.folders.set(name, child);
      }
      folder = child;
    }
    folder.pipelines.push(pipeline);
  }
  // Here and not above: the first one of a process takes ten milliseconds, which waking up shall not wait for.
  return toSorted(root, new Intl.Collator('en', { numeric: true }));
}

function createFolder(name: string, path: string): GrowingFolder {
  return { name, path, folders: new Map(), pipelines: [] };
}

function toSorted(folder: GrowingFolder, collator: Intl.Collator): PipelineFolder {
  return {
    name: folder.name,
    path: folder.path,
    folders: [...folder.folders.values()]
      .map((child) => toSorted(child, collator))
      .sort((a, b) => collator.compare(a.name, b.name)),
    pipelines: [...folder.pipelines].sort((a, b) => collator.compare(a.path, b.path)),
  };
}
