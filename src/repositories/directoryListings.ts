import { LRUCache } from 'lru-cache';
import { array, boolean, number, object, picklist, string } from 'valibot';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { SourceEntry } from '../bitbucket/model';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';
import { SharedRequest } from './sharedRequest';

/** An entry of a directory, under its own name. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly size: number;
  readonly isLink: boolean;
  /** Another repository's commit: shown as a folder without content, as in a clone without submodules. */
  readonly isSubrepository: boolean;
}

type Listing = readonly ListedEntry[] | 'missing';

const listingSchema = array(
  object({
    name: string(),
    kind: picklist(['file', 'directory']),
    size: number(),
    isLink: boolean(),
    isSubrepository: boolean(),
  }),
);

const mostListingsInMemory = 2000;

/** Directories as they were at commits, each asked for once: a commit never changes, and neither does what it lacks. */
export class DirectoryListings {
  readonly #api: Pick<BitbucketApi, 'listSource'>;
  readonly #cache: CacheStore;
  readonly #requests = new SharedRequest<Listing>();
  readonly #known = new LRUCache<string, Listing>({ max: mostListingsInMemory });

  constructor(api: Pick<BitbucketApi, 'listSource'>, cache: CacheStore) {
    this.#api = api;
    this.#cache = cache;
  }

  /** `undefined` when there is no such directory. */
  async list(
    repository: RepositoryId,
    commit: string,
    directory: string,
    signal?: AbortSignal,
  ): Promise<readonly ListedEntry[] | undefined> {
    const inSight = await this.#findInKnownAncestor(repository, commit, directory);
    if (inSight === 'missing' || inSight?.kind === 'file') return undefined;
    if (inSight?.isSubrepository === true) return [];
    const listing = await this.#fetch(repository, commit, directory, signal);
    return listing === 'missing' ? undefined : listing;
  }

  /** What is at a path, from the listing of its directory. `undefined` when there is nothing. */
  async find(
    repository: RepositoryId,
    commit: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<ListedEntry | undefined> {
    // The editor looks for its own folders (.vscode, .git, …) in every root, and for some odd ones (eclipse) while it
    // lists the root: one look at the root answers them all.
    const isRootUnderWay = this.#requests.isUnderWay(toKey(repository, commit, ''));
    if (isRootUnderWay || /^(?:\.|node_modules\/)/.test(path)) await this.#fetch(repository, commit, '', signal);
    const { directory, name } = split(path);
    const entries = await this.list(repository, commit, directory, signal);
    return entries?.find((entry) => entry.name === name);
  }

  /** Whether listings that are here already show that there is nothing at a path; no request. */
  async isKnownMissing(repository: RepositoryId, commit: string, path: string): Promise<boolean> {
    return (await this.#findInKnownAncestor(repository, commit, path)) === 'missing';
  }

  /**
   * What the deepest listing that is here says about a path. Its own name tells, or a folder above it that is missing,
   * a file, or a subrepository; `undefined` leaves the question open.
   */
  async #findInKnownAncestor(
    repository: RepositoryId,
    commit: string,
    path: string,
  ): Promise<ListedEntry | 'missing' | undefined> {
    let below = path;
    while (below !== '') {
      const { directory, name } = split(below);
      const listing = await this.#readKnown(toKey(repository, commit, directory));
      if (listing === 'missing') return 'missing';
      if (listing !== undefined) {
        const entry = listing.find((it) => it.name === name);
        if (below === path) return entry ?? 'missing';
        return entry?.kind === 'directory' && !entry.isSubrepository ? undefined : 'missing';
      }
      below = directory;
    }
    return undefined;
  }

  async #readKnown(key: string): Promise<Listing | undefined> {
    const known = this.#known.get(key) ?? (await readCachedJson(this.#cache, key, listingSchema));
    if (known !== undefined) this.#known.set(key, known);
    return known;
  }

  #fetch(repository: RepositoryId, commit: string, directory: string, signal?: AbortSignal): Promise<Listing> {
    const key = toKey(repository, commit, directory);
    return this.#requests.run(key, signal, async (shared) => {
      const known = await this.#readKnown(key);
      if (known !== undefined) return known;
      const listing = await this.#request(repository, commit, directory, shared);
      this.#known.set(key, listing);
      // Also lost access answers 404, so what is missing stays so for this window only.
      if (listing !== 'missing') await writeCachedJson(this.#cache, key, listing);
      return listing;
    });
  }

  async #request(repository: RepositoryId, commit: string, directory: string, signal: AbortSignal): Promise<Listing> {
    const entries: ListedEntry[] = [];
    try {
      for await (const { values } of this.#api.listSource(repository, commit, directory, { maxDepth: 1, signal })) {
        entries.push(...values.filter(({ path }) => path !== directory).map(toListedEntry));
      }
    } catch (error) {
      // A missing root is a missing repository or commit, which another account or a later day may see.
      if (directory !== '' && BitbucketError.is(error, 'notFound')) return 'missing';
      throw error;
    }
    return entries;
  }
}

function toListedEntry({ kind, path, size, attributes }: SourceEntry): ListedEntry {
  const isSubrepository = attributes.includes('subrepository');
  return {
    name: split(path).name,
    kind: isSubrepository ? 'directory' : kind,
    size: size ?? 0,
    isLink: attributes.includes('link'),
    isSubrepository,
  };
}

function split(path: string): { readonly directory: string; readonly name: string } {
  const slash = path.lastIndexOf('/');
  return { directory: path.slice(0, Math.max(slash, 0)), name: path.slice(slash + 1) };
}

function toKey({ workspace, slug }: RepositoryId, commit: string, directory: string): string {
  return `listing/${workspace}/${slug}/${commit}/${directory}`;
}
