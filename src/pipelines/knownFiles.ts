/** The files of a repository, as far as they are known. */
export interface KnownFiles {
  /** Whether these are all: only then can a path be said to lead nowhere. */
  readonly isWhole: boolean;
  /** Whether at least all pipelines are among them, as where only those were listed. */
  readonly hasAllPipelines: boolean;
  /** All that are known, in no particular order. */
  readonly paths: ReadonlySet<string>;
  has(path: string): boolean;
  /** Paths of the files with a name, folders and all. */
  findByName(fileName: string): readonly string[];
}

/** What is known of the files of a repository: nothing for certain, all its pipelines, or everything. */
export type Completeness = 'some' | 'pipelines' | 'all';

/** `paths` count from the repository's root and are separated by `/`. */
export function createKnownFiles(paths: Iterable<string>, isWhole: boolean): KnownFiles {
  return new KnownFileSet(paths, isWhole ? 'all' : 'some');
}

/** Files that come and go one by one, each in constant time. */
export class KnownFileSet implements KnownFiles {
  readonly #paths: Set<string>;
  readonly #completeness: Completeness;
  /** Made when first asked for. */
  #byName: Map<string, Set<string>> | undefined;

  constructor(paths: Iterable<string>, completeness: Completeness) {
    this.#paths = new Set(paths);
    this.#completeness = completeness;
  }

  get isWhole(): boolean {
    return this.#completeness === 'all';
  }

  get hasAllPipelines(): boolean {
    return this.#completeness !== 'some';
  }

  get paths(): ReadonlySet<string> {
    return this.#paths;
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  findByName(fileName: string): readonly string[] {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const path of this.#paths) addName(this.#byName, path);
    }
    return [...(this.#byName.get(fileName) ?? [])].sort();
  }

  add(path: string): void {
    this.#paths.add(path);
    if (this.#byName !== undefined) addName(this.#byName, path);
  }

  delete(path: string): void {
    this.#paths.delete(path);
    this.#byName?.get(toFileName(path))?.delete(path);
  }
}

function addName(byName: Map<string, Set<string>>, path: string): void {
  const name = toFileName(path);
  const same = byName.get(name);
  if (same === undefined) byName.set(name, new Set([path]));
  else same.add(path);
}

function toFileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
