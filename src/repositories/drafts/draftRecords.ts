import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import { hashContent } from './contentHash';
import type { Draft, DraftScope, PendingCommit, SetAside } from './draft';
import type { DraftFolder } from './draftFolder';
import {
  readDraftRecord,
  readPendingRecord,
  readScopeRecord,
  readSetAsideRecord,
  toRecord,
  type DraftRecord,
} from './draftRecord';
import { DraftStoreError } from './draftStoreError';

const recordsAtOnce = 16;
const scopeName = 'about';
const pendingName = 'pending';
const draftPrefix = 'd-';
const contentPrefix = 'c-';
const setAsidePrefix = 'a-';

/**
 * What lies in a folder of drafts: `about` (whose and what), `d-…` (a draft, named by the hash of its path), `c-…`
 * (bytes, named by their hash, so the base and the content of many drafts are kept once), `a-…` (what was put aside)
 * and `pending` (a commit whose end is not known).
 */
export class DraftRecords {
  readonly folder: DraftFolder;
  /** Files are looked at again and again. */
  readonly #names = new LRUCache<string, string>({ max: 5000 });

  constructor(folder: DraftFolder) {
    this.folder = folder;
  }

  /** The name of a path's record. */
  async toName(path: string): Promise<string> {
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    const name = draftPrefix + (await hashContent(new TextEncoder().encode(path)));
    this.#names.set(path, name);
    return name;
  }

  async readScope(): Promise<DraftScope | undefined> {
    const bytes = await this.folder.read(scopeName);
    return bytes && readScopeRecord(bytes);
  }

  async writeScope(scope: DraftScope): Promise<void> {
    if ((await this.readScope()) === undefined) await this.folder.replace(scopeName, toRecord(scope));
  }

  /** All drafts, or those by the given record names, by record name. */
  async readDrafts(names?: readonly string[]): Promise<ReadonlyMap<string, Exclude<DraftRecord, { kind: 'damaged' }>>> {
    const wanted = (names ?? (await this.folder.list())).filter((name) => name.startsWith(draftPrefix));
    const records = await pLimit(recordsAtOnce).map(
      wanted,
      async (name) => [name, await this.#readDraft(name)] as const,
    );
    return new Map(records.flatMap(([name, record]) => (record === undefined ? [] : [[name, record] as const])));
  }

  async readDraft(path: string): Promise<Draft | undefined> {
    const record = await this.#readDraft(await this.toName(path));
    if (record?.kind !== 'newer') return record?.draft;
    throw new DraftStoreError({ kind: 'newerFormat', path }, 'A newer version of the extension wrote this draft.');
  }

  async writeDraft(draft: Draft): Promise<void> {
    await this.folder.replace(await this.toName(draft.path), toRecord(draft));
  }

  async removeDraft(path: string): Promise<void> {
    await this.folder.remove(await this.toName(path));
  }

  /** `undefined` when they are not there as they were written. */
  async readContent(hash: string): Promise<Uint8Array | undefined> {
    return this.folder.read(contentPrefix + hash);
  }

  async writeContent(hash: string, bytes: Uint8Array): Promise<void> {
    await this.folder.replace(contentPrefix + hash, bytes);
  }

  /** Newest first. */
  async readSetAside(sinceMs = 0): Promise<readonly SetAside[]> {
    const names = (await this.folder.list()).filter((name) => name.startsWith(setAsidePrefix));
    const found = await pLimit(recordsAtOnce).map(names, async (name) => {
      const bytes = await this.folder.read(name);
      return bytes && readSetAsideRecord(bytes);
    });
    return found
      .filter((it) => it !== undefined)
      .filter((it) => it.setAsideMs >= sinceMs)
      .sort((a, b) => b.setAsideMs - a.setAsideMs || (a.id < b.id ? 1 : -1));
  }

  async findSetAside(id: string): Promise<SetAside | undefined> {
    const bytes = await this.folder.read(setAsidePrefix + id);
    return bytes && readSetAsideRecord(bytes);
  }

  async writeSetAside(setAside: SetAside): Promise<void> {
    await this.folder.replace(setAsidePrefix + setAside.id, toRecord(setAside));
  }

  async removeSetAside(id: string): Promise<void> {
    await this.folder.remove(setAsidePrefix + id);
  }

  /** Rejects as `newerFormat` where a newer version has a commit under way: only that version can tell how it ended. */
  async readPending(): Promise<PendingCommit | undefined> {
    const pending = await this.#findPending();
    if (pending !== 'newer') return pending;
    throw new DraftStoreError(
      { kind: 'newerFormat', path: undefined },
      'A newer version of the extension has a commit under way.',
    );
  }

  /** Rejects as `readPending` does; what a newer version has under way stays when there is nothing to write. */
  async writePending(pending: PendingCommit | undefined): Promise<void> {
    if (pending === undefined) {
      if ((await this.#findPending()) !== 'newer') await this.folder.remove(pendingName);
      return;
    }
    await this.readPending();
    await this.folder.replace(pendingName, toRecord(pending));
  }

  /** Another commit that was asked for meanwhile stays. */
  async endPending({ startedMs }: PendingCommit): Promise<void> {
    const kept = await this.#findPending();
    if (typeof kept === 'object' && kept.startedMs === startedMs) await this.folder.remove(pendingName);
  }

  /**
   * Removes bytes that nothing refers to, and what was put aside before the given time. To be called exclusively. Where
   * a record cannot be read (damaged, or of a newer version), it may refer to anything, so all bytes stay.
   */
  async tidy(setAsideBeforeMs: number): Promise<void> {
    const kept = new Set<string>();
    for (const { id, setAsideMs, drafts } of await this.readSetAside()) {
      if (setAsideMs < setAsideBeforeMs) await this.removeSetAside(id);
      else for (const draft of drafts) addHashes(draft, kept);
    }
    const names = await this.folder.list();
    const records = await this.readDrafts(names);
    for (const record of records.values()) if (record.kind === 'draft') addHashes(record.draft, kept);
    const pending = await this.#findPending();
    if (typeof pending === 'object')
      for (const { content } of pending.files) if (content !== undefined) kept.add(content.hash);
    if (!(await this.#canReadAll(names, records))) return;
    const unused = names.filter(
      (name) => name.startsWith(contentPrefix) && !kept.has(name.slice(contentPrefix.length)),
    );
    await pLimit(recordsAtOnce).map(unused, (name) => this.folder.remove(name));
  }

  async #canReadAll(names: readonly string[], records: ReadonlyMap<string, DraftRecord>): Promise<boolean> {
    const drafts = names.filter((name) => name.startsWith(draftPrefix));
    if (drafts.some((name) => records.get(name)?.kind !== 'draft') || (await this.folder.hasDamaged())) return false;
    const asides = (await this.folder.list()).filter((name) => name.startsWith(setAsidePrefix));
    if (asides.length !== (await this.readSetAside()).length) return false;
    return !names.includes(pendingName) || typeof (await this.#findPending()) === 'object';
  }

  async #findPending(): Promise<PendingCommit | 'newer' | undefined> {
    try {
      const bytes = await this.folder.read(pendingName);
      return bytes && readPendingRecord(bytes);
    } catch (error) {
      if (DraftStoreError.is(error, 'newerFormat')) return 'newer';
      throw error;
    }
  }

  async #readDraft(name: string): Promise<Exclude<DraftRecord, { kind: 'damaged' }> | undefined> {
    try {
      const bytes = await this.folder.read(name);
      const record = bytes && readDraftRecord(bytes);
      return record?.kind === 'damaged' ? undefined : record;
    } catch (error) {
      if (!DraftStoreError.is(error, 'newerFormat')) throw error;
      return { kind: 'newer', path: undefined };
    }
  }
}

function addHashes({ base, change }: Draft, hashes: Set<string>): void {
  if (base?.hash !== undefined) hashes.add(base.hash);
  if (change.kind === 'content') hashes.add(change.hash);
}
