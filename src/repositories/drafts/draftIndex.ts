import type { Clock } from '../../base/clock';
import { Emitter } from '../../base/event';
import type { Log } from '../../base/log';
import type { Draft } from './draft';
import type { DraftRecord } from './draftRecord';
import type { DraftRecords } from './draftRecords';

type KnownRecord = Exclude<DraftRecord, { kind: 'damaged' }>;

/** Where a disk does not tell what other windows change, this is how old an answer may be. */
const longestTrustMs = 3000;

/** What this window knows of a folder's drafts. It listens to the folder, and looks again when asked after a while. */
export class DraftIndex {
  readonly #records: DraftRecords;
  readonly #clock: Clock;
  readonly #log: Pick<Log, 'warn'>;
  readonly #known = new Map<string, KnownRecord>();
  readonly #onDidChange = new Emitter<readonly string[]>();
  readonly onDidChange = this.#onDidChange.event;
  /** Record names; `undefined` for all. */
  #stale: Set<string> | undefined;
  #checkedMs = -Infinity;
  /** Kept until something changes. */
  #sorted: readonly Draft[] | undefined;
  #refreshing: Promise<void> = Promise.resolve();
  #isReading = false;

  constructor(records: DraftRecords, clock: Clock, log: Pick<Log, 'warn'>) {
    this.#records = records;
    this.#clock = clock;
    this.#log = log;
    records.folder.onDidChange((names) => {
      this.#markStale(names);
      this.refresh().catch((error: unknown) => {
        this.#log.warn(`Drafts that another window changed could not be read: ${String(error)}`);
      });
    });
  }

  /** Sorted by path; the same list until something changes. */
  async all(): Promise<readonly Draft[]> {
    await this.#ensureFresh();
    this.#sorted ??= this.#sort();
    return this.#sorted;
  }

  async find(path: string): Promise<KnownRecord | undefined> {
    await this.#ensureFresh();
    const record = this.#known.get(await this.#records.toName(path));
    if (record?.kind !== 'draft' || record.draft.renamedFrom === undefined) return record;
    const origin = this.#known.get(await this.#records.toName(record.draft.renamedFrom));
    const isMoved = origin?.kind === 'draft' && origin.draft.change.kind === 'deleted';
    return isMoved ? record : { kind: 'draft', draft: { ...record.draft, renamedFrom: undefined } };
  }

  /** What this window has heard of so far, without looking. */
  async peek(path: string): Promise<Draft | undefined> {
    const record = this.#known.get(await this.#records.toName(path));
    return record?.kind === 'draft' ? record.draft : undefined;
  }

  /** Reads again what this window has just changed, and tells what is different. */
  async refreshPaths(paths: readonly string[]): Promise<void> {
    this.#markStale(await Promise.all(paths.map((path) => this.#records.toName(path))));
    await this.refresh();
  }

  /** One at a time, so that an older answer never replaces a newer one. */
  refresh(): Promise<void> {
    const refreshed = this.#refreshing.then(() => this.#refresh());
    this.#refreshing = refreshed.catch(() => undefined);
    return refreshed;
  }

  async #ensureFresh(): Promise<void> {
    if (this.#clock.now() - this.#checkedMs > longestTrustMs) this.#stale = undefined;
    // What is being read is not known yet, though nothing else is to be read.
    if (this.#isReading || this.#stale?.size !== 0) await this.refresh();
  }

  #sort(): readonly Draft[] {
    const drafts = [...this.#known.values()].flatMap((record) => (record.kind === 'draft' ? [record.draft] : []));
    const deleted = new Set(drafts.filter(({ change }) => change.kind === 'deleted').map(({ path }) => path));
    return drafts.map((draft) => withLiveOrigin(draft, deleted)).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #markStale(names: readonly string[] | undefined): void {
    if (names === undefined) this.#stale = undefined;
    else for (const name of names) this.#stale?.add(name);
  }

  async #refresh(): Promise<void> {
    const stale = this.#stale;
    if (stale?.size === 0) return;
    this.#stale = new Set();
    this.#isReading = true;
    try {
      const found = await this.#records.readDrafts(stale && [...stale]);
      this.#isReading = false;
      const isFirst = this.#checkedMs === -Infinity;
      if (stale === undefined) this.#checkedMs = this.#clock.now();
      const changed = this.#apply(stale ?? new Set([...this.#known.keys(), ...found.keys()]), found);
      // What is there at the beginning has not changed.
      if (changed.length > 0 && !isFirst) this.#onDidChange.fire(changed);
    } catch (error) {
      this.#isReading = false;
      this.#markStale(stale && [...stale]);
      throw error;
    }
  }

  #apply(names: Iterable<string>, found: ReadonlyMap<string, KnownRecord>): readonly string[] {
    const changed: string[] = [];
    for (const name of names) {
      const [before, after] = [this.#known.get(name), found.get(name)];
      if (after === undefined) this.#known.delete(name);
      else this.#known.set(name, after);
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      for (const path of new Set([pathOf(before), pathOf(after)])) if (path !== undefined) changed.push(path);
    }
    if (changed.length > 0) this.#sorted = undefined;
    return changed.sort();
  }
}

function pathOf(record: KnownRecord | undefined): string | undefined {
  return record?.kind === 'draft' ? record.draft.path : record?.path;
}

/** A file is only moved as long as it is gone from where it was. */
function withLiveOrigin(draft: Draft, deleted: ReadonlySet<string>): Draft {
  const { renamedFrom } = draft;
  return renamedFrom === undefined || deleted.has(renamedFrom) ? draft : { ...draft, renamedFrom: undefined };
}
