import * as v from 'valibot';
import type { Repository, Workspace } from '../bitbucket/model';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';
import type { SavedListing } from './repositoryListing';

const workspacesKey = 'catalog/workspaces';
const listingKey = (workspaceUuid: string) => `catalog/repositories/${workspaceUuid}`;

const workspaces = v.array(v.object({ uuid: v.string(), slug: v.string() }));

const repository = v.pipe(
  v.object({
    uuid: v.string(),
    workspace: v.string(),
    slug: v.string(),
    name: v.string(),
    workspaceName: v.string(),
    description: v.string(),
    isPrivate: v.boolean(),
    updatedOn: v.string(),
    mainBranch: v.optional(v.string()),
  }),
  v.transform((read): Repository => ({ ...read, mainBranch: read.mainBranch })),
);

const listing = v.object({ repositories: v.array(repository), loadedAt: v.number(), listedAt: v.number() });

/** Keeps the catalog of one account between sessions. What another version wrote or somebody damaged counts as absent. */
export class CatalogCache {
  readonly #store: CacheStore;

  constructor(store: CacheStore) {
    this.#store = store;
  }

  async readWorkspaces(): Promise<readonly Workspace[]> {
    return (await readCachedJson(this.#store, workspacesKey, workspaces)) ?? [];
  }

  readListing(workspaceUuid: string): Promise<SavedListing | undefined> {
    return readCachedJson(this.#store, listingKey(workspaceUuid), listing);
  }

  writeWorkspaces(all: readonly Workspace[]): Promise<void> {
    return writeCachedJson(
      this.#store,
      workspacesKey,
      all.map(({ uuid, slug }) => ({ uuid, slug })),
    );
  }

  writeListing(workspaceUuid: string, saved: SavedListing): Promise<void> {
    return writeCachedJson(this.#store, listingKey(workspaceUuid), saved);
  }
}
