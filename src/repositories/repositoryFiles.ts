import { LRUCache } from 'lru-cache';
import { Emitter } from '../base/event';
import type { BitbucketApi } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { BranchTips } from './branchTips';
import type { CacheStore } from './cacheStore';
import { DirectoryListings, type ListedEntry } from './directoryListings';
import type { RepositoryLocation } from './location';
import { SharedRequest } from './sharedRequest';

/** What a path is. */
export interface FileInfo {
  readonly kind: 'file' | 'directory';
  /** Bytes as Bitbucket counts them; 0 for directories. */
  readonly size: number;
  readonly isLink: boolean;
  /** Milliseconds since the epoch: of the branch's tip, since Bitbucket names no time of a file; 0 when unknown. */
  readonly modifiedMs: number;
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

/**
 * Reads the files of repositories for one account. A branch stays where it was first seen in this window until it is
 * refreshed here or in the tree, so what is read belongs together. Everything rejects with `BitbucketError`.
 */
export class RepositoryFiles {
  readonly #ports: RepositoryFilesPorts;
  readonly #listings: DirectoryListings;
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
    this.#listings = new DirectoryListings(ports.api, ports.cache);
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
    if (path === '') return { kind: 'directory', size: 0, isLink: false, modifiedMs };
    const entry = await this.#listings.find(location.repository, tip.commit, path, signal);
    if (entry === undefined) throw notFound(path);
    return { kind: entry.kind, size: entry.size, isLink: entry.isLink, modifiedMs };
  }

  /** The entries of a directory, sorted as Bitbucket sorts them. */
  async list(location: RepositoryLocation, directory: string, signal?: AbortSignal): Promise<readonly ListedEntry[]> {
    const { commit } = await this.resolve(location, signal);
    const entries = await this.#listings.list(location.repository, commit, directory, signal);
    if (entries === undefined) throw notFound(directory);
    return entries;
  }

  /** The bytes as they are in Git, whatever their encoding; a symbolic link's are its target's path. */
  async read(location: RepositoryLocation, path: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { commit } = await this.resolve(location, signal);
    const { repository } = location;
    const key = `file/${repository.workspace}/${repository.slug}/${commit}/${path}`;
    const kept = this.#memory.get(key);
    if (kept !== undefined) return kept;
    return this.#requests.run(key, signal, async (shared) => {
      const bytes = (await this.#ports.cache.read(key)) ?? (await this.#fetch(location, commit, path, key, shared));
      this.#memory.set(key, bytes);
      return bytes;
    });
  }

  async #fetch(
    { repository }: RepositoryLocation,
    commit: string,
    path: string,
    key: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    if (await this.#listings.isKnownMissing(repository, commit, path)) throw notFound(path);
    const bytes = await this.#ports.api.fetchFile(repository, commit, path, signal);
    if (bytes.length <= mostBytesOfFileOnDisk) await this.#ports.cache.write(key, bytes);
    return bytes;
  }
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
