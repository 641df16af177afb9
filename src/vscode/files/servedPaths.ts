import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { RepositoryLocation } from '../../repositories/location';
import { toLocationPath } from '../../repositories/locationPath';

interface Served {
  readonly location: RepositoryLocation;
  readonly files: Set<string>;
  /** The files whose content the editor has. */
  readonly given: Set<string>;
  /** The names that were shown, by directory. */
  readonly directories: Map<string, ReadonlySet<string>>;
}

interface Named {
  readonly name: string;
}

/** What the editor has been given in this window, so that it can be told what changed. */
export class ServedPaths {
  readonly #served = new Map<string, Served>();

  addFile(location: RepositoryLocation, path: string): void {
    this.#get(location).files.add(path);
  }

  addGiven(location: RepositoryLocation, path: string): void {
    this.#get(location).given.add(path);
  }

  addDirectory(location: RepositoryLocation, path: string, entries: readonly Named[]): void {
    this.#get(location).directories.set(path, new Set(entries.map(({ name }) => name)));
  }

  /** Whether the path is a file whose content the editor has, or a folder around one. */
  isAroundGiven(location: RepositoryLocation, path: string): boolean {
    return [...this.#get(location).given].some((file) => file === path || path === '' || file.startsWith(`${path}/`));
  }

  filesOf(location: RepositoryLocation): readonly string[] {
    return [...this.#get(location).files];
  }

  /** Parents before children. */
  directoriesOf(location: RepositoryLocation): readonly string[] {
    return [...this.#get(location).directories.keys()].sort();
  }

  locations(repository: RepositoryId | undefined): readonly RepositoryLocation[] {
    const all = [...this.#served.values()].map(({ location }) => location);
    if (repository === undefined) return all;
    const { workspace, slug } = repository;
    return all.filter((location) => location.repository.workspace === workspace && location.repository.slug === slug);
  }

  /** Takes a directory's new entries over and says which paths came and went. */
  compareDirectory(location: RepositoryLocation, path: string, entries: readonly Named[]) {
    const before = this.#get(location).directories.get(path) ?? new Set();
    const after = new Set(entries.map(({ name }) => name));
    this.#get(location).directories.set(path, after);
    const toPath = (name: string) => (path === '' ? name : `${path}/${name}`);
    return {
      created: [...after].filter((name) => !before.has(name)).map(toPath),
      deleted: [...before].filter((name) => !after.has(name)).map(toPath),
    };
  }

  #get(location: RepositoryLocation): Served {
    const key = toLocationPath(location, '');
    const served = this.#served.get(key) ?? { location, files: new Set(), given: new Set(), directories: new Map() };
    this.#served.set(key, served);
    return served;
  }
}
