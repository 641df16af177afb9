import type { ListedEntry } from '../listing';
import type { Draft } from './draft';

/** Drafts arranged as a tree of files, to lie over the files of a commit. */
export class DraftLayer {
  readonly #drafts: ReadonlyMap<string, Draft>;
  readonly #entries = new Map<string, Map<string, ListedEntry>>();
  readonly #newestMs = new Map<string, number>();
  readonly #withDeletions = new Set<string>();

  constructor(drafts: readonly Draft[]) {
    this.#drafts = new Map(drafts.map((draft) => [draft.path, draft]));
    for (const draft of drafts) {
      if (draft.change.kind === 'deleted') this.#addDeletion(draft);
      else this.#addEntry(draft);
    }
  }

  find(path: string): Draft | undefined {
    return this.#drafts.get(path);
  }

  /** Drafts at or below a path. */
  below(path: string): readonly Draft[] {
    return [...this.#drafts.values()].filter((draft) => isWithin(draft.path, path));
  }

  /** Whether drafts put anything into a directory, or make it. */
  hasFolder(path: string): boolean {
    return this.#entries.has(path) || this.find(path)?.change.kind === 'folder';
  }

  /** Whether files were deleted below a directory. */
  hasDeletions(directory: string): boolean {
    return this.#withDeletions.has(directory);
  }

  /** What drafts put directly into a directory, by name. */
  entries(directory: string): ReadonlyMap<string, ListedEntry> {
    return this.#entries.get(directory) ?? new Map<string, ListedEntry>();
  }

  /** When something was last saved in a directory, in milliseconds since the epoch. */
  newestMs(directory: string): number {
    return this.#newestMs.get(directory) ?? this.find(directory)?.savedMs ?? 0;
  }

  #addDeletion({ path }: Draft): void {
    for (const directory of ancestorsOf(path)) this.#withDeletions.add(directory);
  }

  #addEntry({ path, change, savedMs }: Draft): void {
    let entry = change.kind === 'content' ? toFile(path, change.size, change.mode) : toFolder(path);
    for (const directory of ancestorsOf(path)) {
      const entries = this.#entries.get(directory) ?? new Map<string, ListedEntry>();
      this.#entries.set(directory, entries);
      entries.set(entry.name, entry);
      this.#newestMs.set(directory, Math.max(savedMs, this.#newestMs.get(directory) ?? 0));
      entry = toFolder(directory);
    }
  }
}

/** The directories a path is in, the nearest first and the root (`''`) last; none for the root. */
export function ancestorsOf(path: string): readonly string[] {
  const names = path.split('/');
  return path === '' ? [] : names.map((_, index) => names.slice(0, names.length - 1 - index).join('/'));
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** Whether a path is a directory's or below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

function toFile(path: string, size: number, mode: ListedEntry['mode']): ListedEntry {
  const isLink = mode === 'link';
  return { name: nameOf(path), kind: 'file', size, isLink, mode, isLfs: false, isSubrepository: false };
}

function toFolder(path: string): ListedEntry {
  const name = nameOf(path);
  return { name, kind: 'directory', size: 0, isLink: false, mode: 'file', isLfs: false, isSubrepository: false };
}
