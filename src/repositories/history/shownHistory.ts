import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import { toLoadFailure, type LoadFailure } from '../loadFailure';
import type { RepositoryLocation } from '../location';
import { toLocationPath } from '../locationPath';
import { isPassing } from '../offlineStretch';
import type { RepositoryFiles } from '../repositoryFiles';
import type { HistoryPages } from './historyPages';
import type { HistoryEntry, HistorySubject } from './historySubject';
import type { RepositoryHistory } from './repositoryHistory';

export interface ShownHistoryPorts {
  readonly files: Pick<RepositoryFiles, 'resolve' | 'refresh' | 'onDidChange'>;
  readonly history: Pick<RepositoryHistory, 'open' | 'findLastTip' | 'recordTip'>;
  readonly clock: Clock;
}

/**
 * The history of something at a location, as it stands on the screen: what was read stays while something newer is on
 * its way or cannot be had. Nothing here rejects; what fails is told by `failure`.
 */
export class ShownHistory implements Disposable {
  readonly subject: HistorySubject;
  readonly location: RepositoryLocation;
  readonly #ports: ShownHistoryPorts;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new Emitter<void>());
  /** Rows came or went, or loading began or ended. */
  readonly onDidChange = this.#onDidChange.event;
  readonly #closing = new AbortController();
  #pages: HistoryPages | undefined;
  #failure: LoadFailure | undefined;
  #underWay = 0;

  constructor(ports: ShownHistoryPorts, subject: HistorySubject, location: RepositoryLocation) {
    this.#ports = ports;
    this.subject = subject;
    this.location = location;
    const key = toLocationPath(location, '');
    this.#owned.add(
      ports.files.onDidChange((moved) => {
        if (toLocationPath(moved, '') === key) void this.load();
      }),
    );
  }

  get entries(): readonly HistoryEntry[] {
    return this.#pages?.entries ?? [];
  }

  get hasMore(): boolean {
    return this.#pages?.hasMore ?? false;
  }

  get isLoading(): boolean {
    return this.#underWay > 0;
  }

  /** Why there is nothing, or nothing newer. */
  get failure(): LoadFailure | undefined {
    return this.#failure;
  }

  /** Goes where the location is believed to be: at most one request for where it is, one for the first page. */
  async load(): Promise<void> {
    await this.#run(async (signal) => {
      const { commit } = await this.#ports.files.resolve(this.location, signal);
      if (commit === this.#pages?.tip && !this.#pages.isEmpty) return;
      const pages = await this.#ports.history.open(this.subject, commit);
      if (pages.isEmpty) await this.#loadFirst(pages);
      this.#take(pages);
      await this.#ports.history.recordTip(this.subject, toLocationPath(this.location, ''), commit);
    });
  }

  /** Looks where the branch is now, then as `load`. */
  async refresh(): Promise<void> {
    await this.#run((signal) => this.#ports.files.refresh(this.location, signal));
    if (this.#failure === undefined) await this.load();
  }

  async loadMore(): Promise<void> {
    const pages = this.#pages;
    if (pages === undefined) return this.load();
    await this.#run(() => pages.loadMore());
  }

  dispose(): void {
    this.#closing.abort();
    this.#pages?.close();
    this.#owned.dispose();
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#isClosed()) return;
    this.#underWay++;
    this.#onDidChange.fire();
    try {
      await work(this.#closing.signal);
      this.#failure = undefined;
    } catch (error) {
      if (!this.#isClosed()) await this.#fail(error);
    } finally {
      this.#underWay--;
      if (!this.#isClosed()) this.#onDidChange.fire();
    }
  }

  async #loadFirst(pages: HistoryPages): Promise<void> {
    const close = () => {
      pages.close();
    };
    this.#closing.signal.addEventListener('abort', close);
    try {
      await pages.loadMore();
    } finally {
      this.#closing.signal.removeEventListener('abort', close);
    }
  }

  /** Where Bitbucket cannot be asked, what was read at an earlier commit is better than nothing. */
  async #fail(error: unknown): Promise<void> {
    this.#failure = toLoadFailure(error, this.#ports.clock.now());
    if (this.#pages !== undefined || !isPassing(error)) return;
    const { history } = this.#ports;
    const tip = await history.findLastTip(this.subject, toLocationPath(this.location, ''));
    if (tip !== undefined) this.#take(await history.open(this.subject, tip));
  }

  #take(pages: HistoryPages): void {
    if (this.#isClosed()) {
      pages.close();
      return;
    }
    this.#pages?.close();
    this.#pages = pages;
  }
}
