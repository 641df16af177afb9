import { LRUCache } from 'lru-cache';
import { array, boolean, number, object, picklist, string } from 'valibot';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { SourceEntry } from '../bitbucket/model';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';
import { CommitLineage } from './commitLineage';
import { deriveListing } from './deriveListing';
import { toFileMode } from './fileMode';
import type { ListedEntry, Listing, PlacedEntry } from './listing';
import { SharedRequest } from './sharedRequest';
import { walkSource } from './sourceWalk';

const listingSchema = array(
  object({
    name: string(),
    kind: picklist(['file', 'directory']),
    size: number(),
    isLink: boolean(),
    mode: picklist(['file', 'executable', 'link']),
    isLfs: boolean(),
    isSubrepository: boolean(),
  }),
);

const mostListingsInMemory = 2000;
/** How many commits back an answer is looked for. */
const mostSteps = 100;

/** One look back over the commits before: what it has answered already, if only that nothing is known. */
interface LookBack {
  readonly answers: Map<string, Listing | undefined>;
  readonly commits: Set<string>;
}

/** Directories as they were at commits, each asked for once: a commit never changes, and neither does what it lacks. */
export class DirectoryListings {
  readonly #api: Pick<BitbucketApi, 'listSource'>;
  readonly #cache: CacheStore;
  readonly #lineage: CommitLineage;
  readonly #requests = new SharedRequest<Listing>();
  readonly #known = new LRUCache<string, Listing>({ max: mostListingsInMemory });

  constructor(api: Pick<BitbucketApi, 'listSource'>, cache: CacheStore, lineage = new CommitLineage(cache)) {
    this.#api = api;
    this.#cache = cache;
    this.#lineage = lineage;
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

  /** Everything below a directory: no request when all of it is here already. Rejects as `notFound` when it is not there. */
  async listDeep(
    repository: RepositoryId,
    commit: string,
    directory: string,
    signal?: AbortSignal,
  ): Promise<readonly PlacedEntry[]> {
    const known = await this.#listKnownDeep(repository, commit, directory);
    if (known !== undefined) return known;
    const walk = { api: this.#api, repository, commit, directory, ...(signal && { signal }) };
    const entries = (await walkSource(walk)).filter(({ path }) => path !== directory);
    for (const [key, listing] of toCachedListings(repository, commit, entries, directory)) {
      this.#known.set(key, listing);
      await writeCachedJson(this.#cache, key, listing);
    }
    return entries.map((entry) => ({ path: entry.path, entry: toListedEntry(entry) }));
  }

  async #listKnownDeep(
    repository: RepositoryId,
    commit: string,
    directory: string,
  ): Promise<readonly PlacedEntry[] | undefined> {
    const listing = await this.#readKnown(repository, commit, directory);
    if (listing === undefined || listing === 'missing') return undefined;
    const found: PlacedEntry[] = [];
    for (const entry of listing) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      found.push({ path, entry });
      if (entry.kind === 'file' || entry.isSubrepository) continue;
      const below = await this.#listKnownDeep(repository, commit, path);
      if (below === undefined) return undefined;
      found.push(...below);
    }
    return found;
  }

  /** What listings that are here already say about a path; `undefined` leaves the question open. No request. */
  findKnown(repository: RepositoryId, commit: string, path: string): Promise<ListedEntry | 'missing' | undefined> {
    return this.#findInKnownAncestor(repository, commit, path);
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
    look?: LookBack,
  ): Promise<ListedEntry | 'missing' | undefined> {
    let below = path;
    while (below !== '') {
      const { directory, name } = split(below);
      const listing = await this.#readKnown(repository, commit, directory, look);
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

  async #readKnown(
    repository: RepositoryId,
    commit: string,
    directory: string,
    look: LookBack = { answers: new Map(), commits: new Set() },
  ): Promise<Listing | undefined> {
    const key = toKey(repository, commit, directory);
    if (look.answers.has(key)) return look.answers.get(key);
    // A branch that was set back and forth leads in a circle.
    look.answers.set(key, undefined);
    const kept = this.#known.get(key) ?? (await readCachedJson(this.#cache, key, listingSchema));
    const known = kept ?? (await this.#derive(repository, commit, directory, look));
    look.answers.set(key, known);
    if (known !== undefined) this.#known.set(key, known);
    if (kept === undefined && known !== undefined && known !== 'missing') {
      await writeCachedJson(this.#cache, key, known);
    }
    return known;
  }

  async #derive(
    repository: RepositoryId,
    commit: string,
    directory: string,
    look: LookBack,
  ): Promise<Listing | undefined> {
    look.commits.add(commit);
    const step = await this.#lineage.find(repository, commit);
    if (step === undefined || look.commits.size > mostSteps) return undefined;
    const { from } = step;
    return deriveListing(step, directory, {
      before: (path) =>
        from === undefined ? Promise.resolve(undefined) : this.#readOrMiss(repository, from, path, look),
      after: (path) => this.#readKnown(repository, commit, path, look),
    });
  }

  async #readOrMiss(
    repository: RepositoryId,
    commit: string,
    directory: string,
    look: LookBack,
  ): Promise<Listing | undefined> {
    const known = await this.#readKnown(repository, commit, directory, look);
    if (known !== undefined) return known;
    const above = await this.#findInKnownAncestor(repository, commit, directory, look);
    return above === 'missing' ? 'missing' : undefined;
  }

  #fetch(repository: RepositoryId, commit: string, directory: string, signal?: AbortSignal): Promise<Listing> {
    const key = toKey(repository, commit, directory);
    return this.#requests.run(key, signal, async (shared) => {
      const known = await this.#readKnown(repository, commit, directory);
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

/** Every directory of a commit, or of one of its directories, by its key in the cache, from all entries in it. */
export function toCachedListings(
  repository: RepositoryId,
  commit: string,
  entries: readonly SourceEntry[],
  root = '',
): ReadonlyMap<string, readonly ListedEntry[]> {
  const listings = new Map<string, Map<string, ListedEntry>>();
  const open = (directory: string) => {
    const listing = listings.get(directory) ?? new Map<string, ListedEntry>();
    listings.set(directory, listing);
    return listing;
  };
  open(root);
  for (const entry of entries) {
    if (entry.path === root) continue;
    const { directory, name } = split(entry.path);
    const listed = toListedEntry(entry);
    open(directory).set(name, listed);
    if (listed.kind === 'directory' && !listed.isSubrepository) open(entry.path);
  }
  return new Map(
    [...listings].map(([directory, listing]) => [toKey(repository, commit, directory), [...listing.values()]]),
  );
}

function toListedEntry({ kind, path, size, attributes }: SourceEntry): ListedEntry {
  const isSubrepository = attributes.includes('subrepository');
  return {
    name: split(path).name,
    kind: isSubrepository ? 'directory' : kind,
    size: size ?? 0,
    isLink: attributes.includes('link'),
    mode: toFileMode({ attributes }),
    isLfs: attributes.includes('lfs'),
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
