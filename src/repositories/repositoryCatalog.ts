import type { Clock } from '../base/clock';
import { Emitter, type Disposable, type Event } from '../base/event';
import type { Log } from '../base/log';
import { SharedCall } from '../base/sharedCall';
import type { BitbucketApi } from '../bitbucket/bitbucketApi';
import type { Page, Repository, Workspace } from '../bitbucket/model';
import { AfterLimit } from './afterLimit';
import type { CacheStore } from './cacheStore';
import { CatalogCache } from './catalogCache';
import { toLoadFailure, type LoadFailure } from './loadFailure';
import { GrowingListing, type RepositoryListing, type SavedListing } from './repositoryListing';

/** After this long a list is read to its end again, even where its first page says that nothing changed. */
const fullListingEveryMs = 24 * 60 * 60 * 1000;

export interface RepositoryCatalogDependencies {
  readonly api: Pick<BitbucketApi, 'listWorkspaces' | 'listWritableRepositories'>;
  /** Belongs to the account. */
  readonly cache: CacheStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a search by name found, workspace by workspace. */
export interface RepositorySearch {
  readonly text: string;
  readonly listings: readonly RepositoryListing[];
}

interface Search {
  readonly text: string;
  readonly listings: Map<string, GrowingListing>;
  readonly underWay: Promise<void>[];
  readonly cancellation: AbortController;
  readonly afterLimit: AfterLimit<GrowingListing>;
}

/**
 * The repositories one account can write to. All workspaces load at the same time, each page shows at once, and what
 * was known before stays visible until something newer replaces it. Failures are part of the state; what a rate limit has
 * interrupted goes on by itself when the limit is over.
 */
export class RepositoryCatalog implements Disposable {
  readonly #api: RepositoryCatalogDependencies['api'];
  readonly #cache: CatalogCache;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changes = new Emitter<RepositoryListing | undefined>();
  readonly #listings = new Map<string, GrowingListing>();
  readonly #reading = new SharedCall<string, SavedListing | undefined>();
  readonly #afterLimit: AfterLimit<GrowingListing | 'workspaces'>;
  #loading: Promise<void> | undefined;
  #listed: Promise<unknown> = Promise.resolve();
  #cancellation = new AbortController();
  #isLoading = false;
  #failure: LoadFailure | undefined;
  #search: Search | undefined;

  constructor(dependencies: RepositoryCatalogDependencies) {
    this.#api = dependencies.api;
    this.#cache = new CatalogCache(dependencies.cache);
    this.#clock = dependencies.clock;
    this.#log = dependencies.log;
    this.#afterLimit = new AfterLimit(dependencies.clock);
  }

  /** The listing that changed; `undefined` when workspaces came or went, or a search began or ended. May come often. */
  get onDidChange(): Event<RepositoryListing | undefined> {
    return this.#changes.event;
  }

  get listings(): readonly RepositoryListing[] {
    return [...this.#listings.values()];
  }

  /** Whether the list of workspaces is still coming; each listing tells about its own repositories. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Why the list of workspaces could not be read. */
  get failure(): LoadFailure | undefined {
    return this.#failure;
  }

  get searchResult(): RepositorySearch | undefined {
    if (this.#search === undefined) return undefined;
    return { text: this.#search.text, listings: [...this.#search.listings.values()] };
  }

  /** Shows what was known before and brings it up to date, once. Resolves when every workspace is complete or failed. */
  load(): Promise<void> {
    return (this.#loading ??= this.#start('changes'));
  }

  /** Reads everything again, in place of what is under way. */
  refresh(): Promise<void> {
    this.#abort();
    this.#loading = this.#start('everything');
    return this.#loading;
  }

  /** Reads one workspace again, to its end. */
  async refreshWorkspace(workspaceUuid: string): Promise<void> {
    const listing = this.#listings.get(workspaceUuid);
    if (listing === undefined || listing.isLoading) return;
    await this.#fill(listing, 'everything', this.#cancellation.signal);
  }

  /** Asks Bitbucket for the repositories whose name contains the text, in place of an earlier search. */
  async search(text: string): Promise<void> {
    void this.load();
    this.#endSearch();
    const search: Search = {
      text,
      listings: new Map(),
      underWay: [],
      cancellation: new AbortController(),
      afterLimit: new AfterLimit(this.#clock),
    };
    this.#search = search;
    for (const listing of this.#listings.values()) this.#searchIn(search, listing);
    this.#changes.fire(undefined);
    await this.#listed;
    await Promise.all(search.underWay);
  }

  clearSearch(): void {
    if (this.#search === undefined) return;
    this.#endSearch();
    this.#changes.fire(undefined);
  }

  /**
   * Asks Bitbucket for repositories whose name contains the text, and shows nothing of it here: the first page of each
   * workspace, handed on as it comes. Rejects when one cannot be asked.
   */
  async find(text: string, add: (repositories: readonly Repository[]) => void, signal: AbortSignal): Promise<void> {
    void this.load();
    await this.#listed;
    signal.throwIfAborted();
    const ask = async ({ workspace }: RepositoryListing) => {
      for await (const { values } of this.#listRepositories(workspace, signal, text)) {
        add(values);
        break;
      }
    };
    await Promise.all(this.listings.map(ask));
  }

  /** Gives up what is under way, a search included; the next `load` begins again with what is known by then. */
  stop(): void {
    this.clearSearch();
    this.#abort();
    this.#loading = undefined;
  }

  dispose(): void {
    this.stop();
    this.#changes.dispose();
  }

  #endSearch(): void {
    this.#search?.cancellation.abort();
    this.#search?.afterLimit.dispose();
    this.#search = undefined;
  }

  #abort(): void {
    this.#cancellation.abort();
    this.#afterLimit.dispose();
    this.#isLoading = false;
    for (const listing of this.#listings.values()) listing.stop();
  }

  async #start(extent: Extent): Promise<void> {
    const cancellation = new AbortController();
    this.#cancellation = cancellation;
    this.#isLoading = true;
    this.#changes.fire(undefined);
    const restored = this.#listings.size === 0 ? this.#restore() : Promise.resolve();
    const listed = this.#fetchWorkspaces(extent, cancellation.signal);
    this.#listed = listed;
    await Promise.all([restored, ...(await listed)]);
  }

  async #restore(): Promise<void> {
    const workspaces = await this.#cache.readWorkspaces();
    // What Bitbucket has said by now counts more than what it said last time.
    if (!this.#isLoading && this.#failure === undefined) return;
    await Promise.all(workspaces.map((workspace) => this.#restoreListing(this.#addWorkspace(workspace))));
  }

  async #restoreListing(listing: GrowingListing): Promise<void> {
    if (listing.loadedAt !== undefined) return;
    const { uuid } = listing.workspace;
    const saved = await this.#reading.run(uuid, () => this.#cache.readListing(uuid));
    if (saved === undefined) return;
    listing.restore(saved);
    this.#changes.fire(listing);
  }

  /** Resolves when the workspaces are known, with what is under way in each of them. */
  async #fetchWorkspaces(extent: Extent, signal: AbortSignal): Promise<readonly Promise<void>[]> {
    const found = new Map<string, Workspace>();
    const filling: Promise<void>[] = [];
    try {
      for await (const page of this.#api.listWorkspaces(signal)) {
        signal.throwIfAborted();
        for (const workspace of page.values) {
          if (found.has(workspace.uuid)) continue;
          found.set(workspace.uuid, workspace);
          filling.push(this.#fill(this.#addWorkspace(workspace), extent, signal));
        }
      }
      this.#keepOnly(found);
      this.#failure = undefined;
    } catch (error) {
      if (signal.aborted) return filling;
      this.#log.warn(`The list of workspaces could not be read: ${String(error)}`);
      this.#failure = toLoadFailure(error, this.#clock.now());
      this.#afterLimit.schedule('workspaces', this.#failure, () => {
        this.#abort();
        this.#loading = this.#start(extent);
      });
    }
    this.#isLoading = false;
    this.#changes.fire(undefined);
    return filling;
  }

  #keepOnly(found: ReadonlyMap<string, Workspace>): void {
    for (const uuid of this.#listings.keys()) {
      if (!found.has(uuid)) this.#listings.delete(uuid);
    }
    void this.#cache.writeWorkspaces([...found.values()]);
  }

  #addWorkspace(workspace: Workspace): GrowingListing {
    const known = this.#listings.get(workspace.uuid);
    if (known?.workspace.slug === workspace.slug) return known;
    const listing = new GrowingListing(workspace);
    this.#listings.set(workspace.uuid, listing);
    if (this.#search !== undefined) this.#searchIn(this.#search, listing);
    this.#changes.fire(undefined);
    return listing;
  }

  async #fill(listing: GrowingListing, extent: Extent, signal: AbortSignal): Promise<void> {
    const isRecent = () => listing.listedAt !== undefined && this.#clock.now() - listing.listedAt < fullListingEveryMs;
    this.#afterLimit.cancel(listing);
    const restored = this.#restoreListing(listing);
    await this.#read(listing, signal, {
      pages: this.#listRepositories(listing.workspace, signal),
      // Only what is on disk can tell whether a page is news.
      ready: restored,
      isEnough: (isCompleteAfterPage) => extent === 'changes' && isCompleteAfterPage && isRecent(),
    });
    if (signal.aborted) return;
    if (listing.failure !== undefined) {
      this.#afterLimit.schedule(listing, listing.failure, () => this.#fill(listing, extent, signal));
      return;
    }
    const { repositories, loadedAt, listedAt } = listing;
    if (loadedAt === undefined || listedAt === undefined) return;
    await this.#cache.writeListing(listing.workspace.uuid, { repositories, loadedAt, listedAt });
  }

  #searchIn(search: Search, listing: GrowingListing): void {
    const found = new GrowingListing(listing.workspace);
    const wanted = search.text.toLowerCase();
    found.show(listing.repositories.filter(({ name }) => name.toLowerCase().includes(wanted)));
    search.listings.set(listing.workspace.uuid, found);
    search.underWay.push(this.#fillSearch(search, found));
  }

  async #fillSearch(search: Search, found: GrowingListing): Promise<void> {
    const { signal } = search.cancellation;
    await this.#read(found, signal, {
      pages: this.#listRepositories(found.workspace, signal, search.text),
      ready: Promise.resolve(),
      isEnough: () => false,
    });
    if (signal.aborted || found.failure === undefined) return;
    search.afterLimit.schedule(found, found.failure, () => this.#fillSearch(search, found));
  }

  #listRepositories(workspace: Workspace, signal: AbortSignal, nameContains?: string): AsyncIterable<Page<Repository>> {
    // A signal of its own: Node warns of a leak when more than ten listeners wait for the same one.
    const options = { signal: AbortSignal.any([signal]), ...(nameContains === undefined ? {} : { nameContains }) };
    return this.#api.listWritableRepositories(workspace.slug, options);
  }

  async #read(listing: GrowingListing, signal: AbortSignal, source: PageSource): Promise<void> {
    listing.begin();
    this.#changes.fire(listing);
    try {
      for await (const page of source.pages) {
        await source.ready;
        signal.throwIfAborted();
        const isEnough = source.isEnough(listing.isCompleteAfter(page));
        listing.add(page);
        if (isEnough) {
          listing.confirm(this.#clock.now());
          this.#changes.fire(listing);
          return;
        }
        this.#changes.fire(listing);
      }
      signal.throwIfAborted();
      listing.complete(this.#clock.now());
    } catch (error) {
      // Whoever superseded this reading has begun one of its own on the same listing.
      if (signal.aborted) return;
      this.#log.warn(`The repositories of ${listing.workspace.slug} could not be read: ${String(error)}`);
      listing.fail(toLoadFailure(error, this.#clock.now()));
    }
    this.#changes.fire(listing);
  }
}

/** Whether reading may stop at the first page that says nothing new. */
type Extent = 'changes' | 'everything';

interface PageSource {
  readonly pages: AsyncIterable<Page<Repository>>;
  readonly ready: Promise<void>;
  readonly isEnough: (isCompleteAfterPage: boolean) => boolean;
}
