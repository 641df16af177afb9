import * as v from 'valibot';
import type { BitbucketApi } from '../../bitbucket/bitbucketApi';
import type { Page } from '../../bitbucket/model';
import { readCachedJson, writeCachedJson } from '../cachedJson';
import type { CacheStore } from '../cacheStore';
import { savedCommit } from './savedCommit';
import type { HistoryEntry, HistorySubject } from './historySubject';

const savedPages = v.object({
  entries: v.array(v.object({ commit: savedCommit, path: v.string() })),
  pageCount: v.number(),
  isComplete: v.boolean(),
});

export interface HistoryPorts {
  readonly api: Pick<BitbucketApi, 'listCommits' | 'listFileHistory'>;
  /** Of this account only. */
  readonly cache: CacheStore;
}

/**
 * The history that one commit has, newest first, page by page. What was read is kept under the commit's hash: it never
 * changes. Rejects with `BitbucketError`; what was there before stays.
 */
export class HistoryPages {
  readonly subject: HistorySubject;
  readonly tip: string;
  readonly #ports: HistoryPorts;
  #entries: readonly HistoryEntry[] = [];
  #pageCount = 0;
  #isComplete = false;
  #loading: Promise<void> | undefined;
  #listing: Listing | undefined;
  #ahead: Page<HistoryEntry> | undefined;

  private constructor(ports: HistoryPorts, subject: HistorySubject, tip: string) {
    this.#ports = ports;
    this.subject = subject;
    this.tip = tip;
  }

  /** With what an earlier session read; no request. */
  static async open(ports: HistoryPorts, subject: HistorySubject, tip: string): Promise<HistoryPages> {
    const pages = new HistoryPages(ports, subject, tip);
    const saved = await readCachedJson(ports.cache, pages.#cacheKey, savedPages);
    if (saved !== undefined) {
      pages.#entries = saved.entries;
      pages.#pageCount = saved.pageCount;
      pages.#isComplete = saved.isComplete;
    }
    return pages;
  }

  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** Whether nothing has been read yet, in this session or an earlier one. */
  get isEmpty(): boolean {
    return this.#pageCount === 0 && !this.#isComplete;
  }

  /** Whether there is more than `entries`. */
  get hasMore(): boolean {
    return !this.#isComplete;
  }

  /** Adds the next page; whoever asks while one is on its way waits for the same. */
  loadMore(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Aborts what is under way. Loading more afterwards begins anew. */
  close(): void {
    this.#listing?.controller.abort();
    this.#listing = undefined;
  }

  async #load(): Promise<void> {
    if (this.#isComplete) return;
    const page = this.#ahead ?? (await this.#readPage(this.#pageCount));
    this.#ahead = undefined;
    if (page === undefined) this.#isComplete = true;
    else await this.#take(page);
    const { entries, isComplete } = { entries: this.#entries, isComplete: this.#isComplete };
    await writeCachedJson(this.#ports.cache, this.#cacheKey, { entries, pageCount: this.#pageCount, isComplete });
  }

  async #take(page: Page<HistoryEntry>): Promise<void> {
    this.#entries = [...this.#entries, ...page.values];
    this.#pageCount++;
    if (this.subject.kind === 'repository') {
      this.#isComplete = hasEveryParent(this.#entries);
      return;
    }
    // Where the history of a path ends only the next page tells; asking for it costs a request only where there is one.
    try {
      this.#ahead = await this.#readPage(this.#pageCount);
      this.#isComplete = this.#ahead === undefined;
    } catch {
      // What was read is shown all the same; asking for more says what is wrong.
    }
  }

  /** `undefined` when there are fewer pages. A listing that was given up is begun anew and passes over what is known. */
  async #readPage(index: number): Promise<Page<HistoryEntry> | undefined> {
    const listing = (this.#listing ??= this.#list());
    try {
      for (;;) {
        const next = await listing.pages.next();
        if (next.done === true) return undefined;
        if (listing.position++ === index) return next.value;
      }
    } catch (error) {
      if (this.#listing === listing) this.#listing = undefined;
      throw error;
    }
  }

  #list(): Listing {
    const { repository, kind, path } = this.subject;
    const { api } = this.#ports;
    const controller = new AbortController();
    const { signal } = controller;
    const pages =
      kind === 'file'
        ? api.listFileHistory(repository, this.tip, path, signal)
        : withPath(api.listCommits(repository, this.tip, { ...(path === '' ? {} : { path }), signal }), path);
    return { pages: pages[Symbol.asyncIterator](), controller, position: 0 };
  }

  get #cacheKey(): string {
    const { repository, kind, path } = this.subject;
    return `history/${repository.workspace}/${repository.slug}/${this.tip}/${kind}/${path}`;
  }
}

interface Listing {
  readonly pages: AsyncIterator<Page<HistoryEntry>>;
  readonly controller: AbortController;
  /** How many pages were read of it. */
  position: number;
}

async function* withPath(
  pages: ReturnType<BitbucketApi['listCommits']>,
  path: string,
): AsyncGenerator<Page<HistoryEntry>> {
  for await (const { values, size } of pages) yield { values: values.map((commit) => ({ commit, path })), size };
}

/** A whole history builds on nothing outside it; no request is needed to know. */
function hasEveryParent(entries: readonly HistoryEntry[]): boolean {
  const known = new Set(entries.map(({ commit }) => commit.hash));
  return entries.every(({ commit }) => commit.parents.every((parent) => known.has(parent)));
}
