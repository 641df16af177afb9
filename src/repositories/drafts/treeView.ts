import type { BitbucketApi } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { ListedEntry, PlacedEntry } from '../listing';
import type { RepositoryLocation } from '../location';
import type { FileInfo, RepositoryFiles } from '../repositoryFiles';
import type { BranchDrafts } from './branchDrafts';
import type { Draft } from './draft';
import { DraftLayer, joinPath } from './draftLayer';
import { WorkingTreeError } from './workingTree';

export interface TreeViewPorts {
  readonly location: RepositoryLocation;
  readonly drafts: BranchDrafts;
  readonly files: RepositoryFiles;
  readonly api: Pick<BitbucketApi, 'fetchRepository'>;
}

/** What is at a path; `draft` when it is a file somebody edited. */
export interface FoundEntry extends FileInfo {
  readonly draft: Draft | undefined;
}

/** The files of a branch with the drafts lying over them, as they are looked at. */
export class TreeView {
  readonly #ports: TreeViewPorts;
  #arranged: { readonly drafts: readonly Draft[]; readonly layer: DraftLayer } | undefined;
  #isEmptyRepository = false;

  constructor(ports: TreeViewPorts) {
    this.#ports = ports;
    ports.files.onDidChange(() => (this.#isEmptyRepository = false));
  }

  async layer(): Promise<DraftLayer> {
    const drafts = await this.#ports.drafts.all();
    if (this.#arranged?.drafts !== drafts) this.#arranged = { drafts, layer: new DraftLayer(drafts) };
    return this.#arranged.layer;
  }

  /** The commit under the drafts; `undefined` in a repository without any. Rejects as `notFound` where the branch is gone. */
  async resolve(signal?: AbortSignal): Promise<string | undefined> {
    if (this.#isEmptyRepository) return undefined;
    const { files, location, api } = this.#ports;
    try {
      return (await files.resolve(location, signal)).commit;
    } catch (error) {
      if (!BitbucketError.is(error, 'notFound')) throw error;
      const { mainBranch } = await api.fetchRepository(location.repository, signal);
      if (mainBranch !== undefined) throw error;
      this.#isEmptyRepository = true;
      return undefined;
    }
  }

  /** `undefined` when nothing is there. What a draft decides needs no request. */
  async find(path: string, signal?: AbortSignal): Promise<FoundEntry | undefined> {
    const layer = await this.layer();
    const draft = layer.find(path);
    if (draft?.change.kind === 'content') {
      const { size, mode } = draft.change;
      const modifiedMs = draft.savedMs;
      return { ...folder(modifiedMs), kind: 'file', size, mode, isLink: mode === 'link', draft };
    }
    if (path !== '' && layer.hasFolder(path)) return folder(layer.newestMs(path));
    if (draft?.change.kind === 'deleted') return undefined;
    const base = await this.findBase(path, signal);
    if (base?.kind !== 'directory' || path === '' || base.isSubrepository) return base && { ...base, draft: undefined };
    return (await this.isEmptied(path, signal)) ? undefined : { ...base, draft: undefined };
  }

  /** What the branch has at a path, without drafts. */
  async findBase(path: string, signal?: AbortSignal): Promise<FileInfo | undefined> {
    const commit = await this.resolve(signal);
    if (commit === undefined) return path === '' ? folder(0) : undefined;
    return unlessMissing(this.#ports.files.stat(this.#ports.location, path, signal));
  }

  /** Rejects as `notFound` or `isFile` where there is no directory. */
  async list(directory: string, signal?: AbortSignal): Promise<readonly ListedEntry[]> {
    const layer = await this.layer();
    if (layer.find(directory)?.change.kind === 'content')
      throw new WorkingTreeError({ kind: 'isFile', path: directory });
    const base = await this.#listBase(directory, layer, signal);
    if (base === undefined && !layer.hasFolder(directory))
      throw new WorkingTreeError({ kind: 'notFound', path: directory });
    const entries = new Map<string, ListedEntry>();
    for (const entry of base ?? []) {
      if (await this.#isLeft(joinPath(directory, entry.name), entry, layer, signal)) entries.set(entry.name, entry);
    }
    for (const [name, entry] of layer.entries(directory)) entries.set(name, entry);
    const isGone = directory !== '' && entries.size === 0 && (base?.length ?? 0) > 0 && !layer.hasFolder(directory);
    if (isGone) throw new WorkingTreeError({ kind: 'notFound', path: directory });
    return [...entries.values()];
  }

  /** What the branch has below a directory, without drafts. */
  async listBaseDeep(directory: string, signal?: AbortSignal): Promise<readonly PlacedEntry[]> {
    const base = await this.findBase(directory, signal);
    if (base?.kind !== 'directory' || base.isSubrepository) return [];
    return this.#ports.files.listDeep(this.#ports.location, directory, signal);
  }

  /** Whether every file that the branch has in a directory was deleted, and none made. */
  async isEmptied(directory: string, signal?: AbortSignal): Promise<boolean> {
    const layer = await this.layer();
    if (!layer.hasDeletions(directory) || layer.hasFolder(directory)) return false;
    for (const entry of (await this.#listBase(directory, layer, signal)) ?? []) {
      if (await this.#isLeft(joinPath(directory, entry.name), entry, layer, signal)) return false;
    }
    return true;
  }

  /** Whether drafts leave what the branch has at a path. */
  async #isLeft(path: string, entry: ListedEntry, layer: DraftLayer, signal?: AbortSignal): Promise<boolean> {
    if (entry.kind === 'file') return layer.find(path)?.change.kind !== 'deleted';
    return entry.isSubrepository || !(await this.isEmptied(path, signal));
  }

  async #listBase(
    directory: string,
    layer: DraftLayer,
    signal?: AbortSignal,
  ): Promise<readonly ListedEntry[] | undefined> {
    // A folder in place of a file that was deleted: the branch has none.
    if (layer.find(directory)?.change.kind === 'deleted') return undefined;
    if ((await this.resolve(signal)) === undefined) return directory === '' ? [] : undefined;
    const listing = this.#ports.files.list(this.#ports.location, directory, signal);
    return directory === '' ? listing : unlessMissing(listing);
  }
}

function folder(modifiedMs: number): FoundEntry {
  const kind = 'directory';
  const none = { isLink: false, isLfs: false, isSubrepository: false, draft: undefined };
  return { kind, size: 0, mode: 'file', modifiedMs, ...none };
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return undefined;
    throw error;
  }
}
