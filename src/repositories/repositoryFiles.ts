import { LRUCache } from 'lru-cache';
import { Emitter } from '../base/event';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { ChangedPath, FileMode } from '../bitbucket/model';
import type { BranchTips } from './branchTips';
import type { CacheStore } from './cacheStore';
import { CommitLineage, type LineageStep } from './commitLineage';
import { DirectoryListings } from './directoryListings';
import type { ListedEntry, PlacedEntry } from './listing';
import type { RepositoryLocation } from './location';
import { SharedRequest } from './sharedRequest';

/** What a path is. */
export interface FileInfo {
  readonly kind: 'file' | 'directory';
  /** Bytes as Bitbucket counts them; 0 for directories. */
  readonly size: number;
  readonly isLink: boolean;
  /** `file` for directories. */
  readonly mode: FileMode;
  readonly isLfs: boolean;
  /** Another repository's commit, shown as a folder without content. */
  readonly isSubrepository: boolean;
  /** Milliseconds since the epoch: of the branch's tip, since Bitbucket names no time of a file; 0 when unknown. */
  readonly modifiedMs: number;
}

/** A commit of which all is known that it changed, with the new content. */
export interface KnownStep {
  readonly repository: RepositoryId;
  /** `undefined` for the first commit of a repository. */
  readonly parent: string | undefined;
  readonly commit: string;
  readonly files: readonly {
    readonly path: string;
    /** `undefined` for a deletion. */
    readonly content: { readonly bytes: Uint8Array; readonly mode: FileMode } | undefined;
  }[];
}

/** The commit a location stands for now. */
export interface ResolvedLocation {
  readonly commit: string;
  /** ISO 8601; `undefined` where a commit was named directly. */
  readonly date: string | undefined;
}

export interface RepositoryFilesPorts {
  readonly api: Pick<BitbucketApi, 'listSource' | 'fetchFile'>;
  /** Of this account only. */
  readonly cache: CacheStore;
  readonly tips: BranchTips;
}

const mostBytesInMemory = 16 * 1024 * 1024;
const mostBytesOfFileInMemory = 4 * 1024 * 1024;
const mostBytesOfFileOnDisk = 1024 * 1024;
/** How far back what did not change is looked for. */
const mostSteps = 100;
const fewSteps = 4;

/**
 * Reads the files of repositories for one account. A branch stays where it was first seen in this window until it is
 * refreshed here or in the tree, so what is read belongs together. Everything rejects with `BitbucketError`.
 */
export class RepositoryFiles {
  readonly #ports: RepositoryFilesPorts;
  readonly #listings: DirectoryListings;
  readonly #lineage: CommitLineage;
  readonly #requests = new SharedRequest<Uint8Array>();
  readonly #memory = new LRUCache<string, Uint8Array>({
    maxSize: mostBytesInMemory,
    maxEntrySize: mostBytesOfFileInMemory,
    sizeCalculation: (bytes) => bytes.length + 1,
  });
  readonly #onDidChange = new Emitter<RepositoryLocation>();
  /** A branch moved: what was read from it may be different now. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(ports: RepositoryFilesPorts) {
    this.#ports = ports;
    this.#lineage = new CommitLineage(ports.cache);
    this.#listings = new DirectoryListings(ports.api, ports.cache, this.#lineage);
    ports.tips.onDidMove(({ repository, branch }) => {
      this.#onDidChange.fire({ repository, ref: { kind: 'branch', name: branch } });
    });
  }

  /** No request for a commit, nor for a branch already seen in this window. */
  async resolve({ repository, ref }: RepositoryLocation, signal?: AbortSignal): Promise<ResolvedLocation> {
    if (ref.kind === 'commit') return { commit: ref.hash, date: undefined };
    return this.#ports.tips.resolve(repository, ref.name, signal);
  }

  /** Looks where the branch is now: one request. `onDidChange` tells when it moved. */
  async refresh({ repository, ref }: RepositoryLocation, signal?: AbortSignal): Promise<void> {
    if (ref.kind === 'branch') await this.#ports.tips.fetch(repository, ref.name, signal);
  }

  async stat(location: RepositoryLocation, path: string, signal?: AbortSignal): Promise<FileInfo> {
    const tip = await this.resolve(location, signal);
    const modifiedMs = toModifiedMs(tip);
    const root = {
      kind: 'directory',
      size: 0,
      isLink: false,
      mode: 'file',
      isLfs: false,
      isSubrepository: false,
    } as const;
    if (path === '') return { ...root, modifiedMs };
    const entry = await this.#listings.find(location.repository, tip.commit, path, signal);
    if (entry === undefined) throw notFound(path);
    const { kind, size, isLink, mode, isLfs, isSubrepository } = entry;
    return { kind, size, isLink, mode, isLfs, isSubrepository, modifiedMs };
  }

  /** The entries of a directory, sorted as Bitbucket sorts them. */
  async list(location: RepositoryLocation, directory: string, signal?: AbortSignal): Promise<readonly ListedEntry[]> {
    const { commit } = await this.resolve(location, signal);
    const entries = await this.#listings.list(location.repository, commit, directory, signal);
    if (entries === undefined) throw notFound(directory);
    return entries;
  }

  /** Everything below a directory, in as few requests as possible. */
  async listDeep(
    location: RepositoryLocation,
    directory: string,
    signal?: AbortSignal,
  ): Promise<readonly PlacedEntry[]> {
    const { commit } = await this.resolve(location, signal);
    return this.#listings.listDeep(location.repository, commit, directory, signal);
  }

  /** The commit a location stands for, as far as this window knows; no request. */
  peekTip({ repository, ref }: RepositoryLocation): string | undefined {
    return ref.kind === 'commit' ? ref.hash : this.#ports.tips.peek(repository, ref.name)?.commit;
  }

  /** How a commit differs from one before, where that was noted; no request. */
  findStep(repository: RepositoryId, commit: string): Promise<LineageStep | undefined> {
    return this.#lineage.find(repository, commit);
  }

  /** What is known of a path without any request; `undefined` leaves the question open. */
  async peek(location: RepositoryLocation, path: string): Promise<ListedEntry | 'missing' | undefined> {
    const commit = this.peekTip(location);
    return commit === undefined ? undefined : this.#listings.findKnown(location.repository, commit, path);
  }

  /**
   * A commit was made of which everything is known: what it left alone is taken from its parent, what it changed is kept
   * here, and neither costs a request. To be called before the tip moves there. Never rejects.
   */
  async noteStep({ repository, parent, commit, files }: KnownStep): Promise<void> {
    const changed = files.map(({ path, content }) =>
      content === undefined
        ? { path, change: 'removed' as const }
        : { path, change: 'set' as const, size: content.bytes.length, mode: content.mode },
    );
    await this.#lineage.note(repository, commit, { from: parent, files: changed });
    for (const { path, content } of files) {
      if (content !== undefined) await this.#keep(toFileKey(repository, commit, path), content.bytes);
    }
  }

  /** Somebody else's commits were compared with what is known: what does not differ costs no request. Never rejects. */
  async noteChanges(
    repository: RepositoryId,
    { from, to, changes }: { readonly from: string; readonly to: string; readonly changes: readonly ChangedPath[] },
  ): Promise<void> {
    const files = changes.flatMap(({ kind, path, oldPath }): LineageStep['files'] => [
      { path, change: kind === 'removed' ? 'removed' : 'set' },
      ...(kind === 'renamed' && oldPath !== path ? [{ path: oldPath, change: 'removed' as const }] : []),
    ]);
    await this.#lineage.note(repository, to, { from, files });
  }

  /** The bytes as they are in Git, whatever their encoding; a symbolic link's are its target's path. */
  async read(location: RepositoryLocation, path: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { commit } = await this.resolve(location, signal);
    const { repository } = location;
    const key = toFileKey(repository, commit, path);
    const kept = this.#memory.get(key);
    if (kept !== undefined) return kept;
    return this.#requests.run(key, signal, async (shared) => {
      const bytes =
        (await this.#readKept(repository, commit, path)) ?? (await this.#fetch(location, commit, path, shared));
      this.#memory.set(key, bytes);
      return bytes;
    });
  }

  /** The bytes where they are kept on this computer already; `undefined` where reading them would be a request. */
  async readKept(location: RepositoryLocation, path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const { commit } = await this.resolve(location, signal);
    return this.#readKept(location.repository, commit, path);
  }

  /** From this commit or, as long as the file is the same, from those it came from. */
  async #readKept(repository: RepositoryId, commit: string, path: string): Promise<Uint8Array | undefined> {
    let at: string | undefined = commit;
    for (let steps = 0; at !== undefined && steps <= mostSteps; steps++) {
      const key = toFileKey(repository, at, path);
      const bytes = this.#memory.get(key) ?? (await this.#ports.cache.read(key));
      if (bytes !== undefined) {
        // Long ways are gone once.
        if (steps > fewSteps) await this.#keep(toFileKey(repository, commit, path), bytes);
        return bytes;
      }
      const step: LineageStep | undefined = await this.#lineage.find(repository, at);
      at = step?.files.some((file) => file.path === path) === false ? step.from : undefined;
    }
    return undefined;
  }

  async #fetch(
    { repository }: RepositoryLocation,
    commit: string,
    path: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    if (await this.#listings.isKnownMissing(repository, commit, path)) throw notFound(path);
    const bytes = await this.#ports.api.fetchFile(repository, commit, path, signal);
    await this.#keep(toFileKey(repository, commit, path), bytes);
    return bytes;
  }

  async #keep(key: string, bytes: Uint8Array): Promise<void> {
    this.#memory.set(key, bytes);
    if (bytes.length <= mostBytesOfFileOnDisk) await this.#ports.cache.write(key, bytes);
  }
}

/** Where the cache has a file's bytes. */
export function toFileKey({ workspace, slug }: RepositoryId, commit: string, path: string): string {
  return `file/${workspace}/${slug}/${commit}/${path}`;
}

/**
 * Bitbucket's seconds plus some milliseconds of the hash: the editor takes a file of the same size and time for
 * unchanged, and two tips of one branch may carry the same second.
 */
function toModifiedMs({ commit, date }: ResolvedLocation): number {
  const seconds = date === undefined ? NaN : Math.floor(Date.parse(date) / 1000);
  return Number.isNaN(seconds) ? 0 : seconds * 1000 + (parseInt(commit.slice(0, 6), 16) % 1000);
}

function notFound(path: string): BitbucketError {
  return new BitbucketError({ kind: 'notFound' }, `Nothing at ${JSON.stringify(path)}`);
}
