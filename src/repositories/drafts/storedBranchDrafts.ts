import type { Clock } from '../../base/clock';
import type { Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { BranchDrafts, DraftEdit, DraftRebase } from './branchDrafts';
import { planCommitted, planEdit, planRebase, type HashedEdit, type HashedRebase } from './draftChanges';
import type { Draft, DraftScope, PendingCommit, SetAside } from './draft';
import type { DraftFolder } from './draftFolder';
import { DraftIndex } from './draftIndex';
import { DraftRecords } from './draftRecords';
import { DraftStoreError } from './draftStoreError';
import { DraftTransaction } from './draftTransaction';
import { hashContent } from './contentHash';

export interface StoredBranchDraftsPorts {
  readonly folder: DraftFolder;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** What was put aside can be had back for so long. */
export const setAsideForMs = 30 * 24 * 60 * 60 * 1000;
/** Bytes that nothing refers to any more are removed this often. */
const changesBetweenTidying = 50;

/** The drafts of a branch in a folder that other windows use as well. */
export class StoredBranchDrafts implements BranchDrafts {
  readonly scope: DraftScope;
  readonly onDidChange: Event<readonly string[]>;
  readonly #records: DraftRecords;
  readonly #index: DraftIndex;
  readonly #clock: Clock;
  readonly #log: Pick<Log, 'warn'>;
  /** The content of each path that this window knows: what it read, or what it saved. */
  readonly #seen = new Map<string, string>();
  readonly #lastSavedMs = new Map<string, number>();
  #changesUntilTidying = 1;
  #isDescribed = false;

  constructor(scope: DraftScope, { folder, clock, log }: StoredBranchDraftsPorts) {
    this.scope = scope;
    this.#clock = clock;
    this.#log = log;
    this.#records = new DraftRecords(folder);
    this.#index = new DraftIndex(this.#records, clock, log);
    this.onDidChange = this.#index.onDidChange;
  }

  all(): Promise<readonly Draft[]> {
    return this.#index.all();
  }

  async find(path: string): Promise<Draft | undefined> {
    const record = await this.#index.find(path);
    return record?.kind === 'draft' ? record.draft : undefined;
  }

  async isKeptByNewerVersion(path: string): Promise<boolean> {
    return (await this.#index.find(path))?.kind === 'newer';
  }

  async readContent(path: string): Promise<Uint8Array | undefined> {
    return this.#readBytes(path, ({ change }) => (change.kind === 'content' ? change.hash : undefined), true);
  }

  async readBase(path: string): Promise<Uint8Array | undefined> {
    return this.#readBytes(path, ({ base }) => base?.hash, false);
  }

  async save(edits: readonly DraftEdit[]): Promise<void> {
    const hashed = await Promise.all(edits.map(toHashedEdit));
    await this.#change(async (transaction) => {
      for (const edit of hashed) {
        const current = await this.#records.readDraft(edit.path);
        await this.#refuseUnheard(edit, current);
        planEdit(transaction, edit, {
          current,
          savedMs: this.#nextSavedMs(edit.path, current),
          seenHash: this.#seen.get(edit.path),
          movedHashes: new Set(
            hashed.flatMap((it) => (it.path === edit.path || it.hash === undefined ? [] : [it.hash])),
          ),
          isOwnSideKept: await this.#isOwnSideKept(current),
        });
      }
    });
    for (const { path, hash } of hashed) this.#noteSeen(path, hash);
  }

  /** A conflict is worked on in many saves; what counts is what was there before the first. */
  async #isOwnSideKept(current: Draft | undefined): Promise<boolean> {
    const conflict = current?.conflict;
    if (conflict === undefined) return false;
    return (await this.#records.readSetAside()).some(({ drafts }) =>
      drafts.some(({ path, conflict: before }) => path === current?.path && before?.commit === conflict.commit),
    );
  }

  async discard(paths: readonly string[], reason: SetAside['reason'] = 'discarded'): Promise<SetAside | undefined> {
    const [setAside] = await this.#change(async (transaction) => {
      for (const path of new Set(paths)) {
        const current = await this.#records.readDraft(path);
        if (current === undefined) continue;
        transaction.putAside(reason, current);
        transaction.remove(path);
      }
    });
    return setAside;
  }

  setAside(): Promise<readonly SetAside[]> {
    return this.#records.readSetAside(this.#clock.now() - setAsideForMs);
  }

  async restore(id: string): Promise<boolean> {
    const found = { isThere: false };
    await this.#change(async (transaction) => {
      const kept = await this.#records.findSetAside(id);
      found.isThere = kept !== undefined;
      for (const draft of kept?.drafts ?? []) {
        const current = await this.#records.readDraft(draft.path);
        if (current !== undefined) transaction.putAside('discarded', current);
        transaction.write({ ...draft, savedMs: this.#nextSavedMs(draft.path, current) });
      }
    });
    if (found.isThere) await this.#records.folder.exclusively(() => this.#records.removeSetAside(id));
    return found.isThere;
  }

  async rebase(rebases: readonly DraftRebase[]): Promise<void> {
    const hashed = await Promise.all(rebases.map(toHashedRebase));
    await this.#change(async (transaction) => {
      for (const rebase of hashed) {
        const current = await this.#records.readDraft(rebase.path);
        if (current === undefined) continue;
        planRebase(transaction, rebase, { current, savedMs: this.#nextSavedMs(rebase.path, current) });
      }
    });
  }

  async dropCommitted(commit: string, pending: PendingCommit): Promise<void> {
    const isOwnBranch = pending.branch === this.scope.branch;
    await this.#change(
      async (transaction) => {
        const drafts = await this.#records.readDrafts();
        for (const record of drafts.values()) {
          if (record.kind === 'draft') planCommitted(transaction, record.draft, { commit, pending, isOwnBranch });
        }
      },
      async () => {
        await this.#records.endPending(pending);
      },
    );
  }

  pendingCommit(): Promise<PendingCommit | undefined> {
    return this.#records.readPending();
  }

  setPendingCommit(pending: PendingCommit | undefined): Promise<void> {
    return this.#records.folder.exclusively(() => this.#records.writePending(pending));
  }

  /** Plans and applies changes while no other window does; returns what was put aside. */
  async #change(
    plan: (transaction: DraftTransaction) => Promise<void>,
    finish: () => Promise<void> = () => Promise.resolve(),
  ): Promise<readonly SetAside[]> {
    const transaction = new DraftTransaction();
    // Known before, so that what changes can be told.
    await this.#index.all();
    try {
      return await this.#records.folder.exclusively(async () => {
        await plan(transaction);
        if (transaction.paths.length > 0) await this.#describe();
        const setAsides = await transaction.apply(this.#records, this.#clock.now());
        await finish();
        return setAsides;
      });
    } catch (error) {
      if (DraftStoreError.is(error, 'changedMeanwhile')) await this.#index.refreshPaths([error.failure.path]);
      throw error;
    } finally {
      await this.#index.refreshPaths(transaction.paths);
      this.#tidyNowAndThen();
    }
  }

  /**
   * The editor asks its user before it replaces a file that is newer than what it shows, but it can only know what this
   * window has heard of, and had heard of when it was asked.
   */
  async #refuseUnheard({ path, shownMs }: DraftEdit, current: Draft | undefined): Promise<void> {
    if (current === undefined || current.savedMs === this.#lastSavedMs.get(path)) return;
    const knownMs = shownMs ?? (await this.#index.peek(path))?.savedMs;
    if (knownMs === current.savedMs) return;
    throw new DraftStoreError({ kind: 'changedMeanwhile', path }, `Another window has just saved ${path}.`);
  }

  async #describe(): Promise<void> {
    if (!this.#isDescribed) await this.#records.writeScope(this.scope);
    this.#isDescribed = true;
  }

  #tidyNowAndThen(): void {
    this.#changesUntilTidying--;
    if (this.#changesUntilTidying > 0) return;
    this.#changesUntilTidying = changesBetweenTidying;
    const before = this.#clock.now() - setAsideForMs;
    this.#records.folder
      .exclusively(() => this.#records.tidy(before))
      .catch((error: unknown) => {
        this.#log.warn(`Drafts were not tidied: ${String(error)}`);
      });
  }

  async #readBytes(
    path: string,
    findHash: (draft: Draft) => string | undefined,
    isRequired: boolean,
  ): Promise<Uint8Array | undefined> {
    let last: string | undefined;
    for (;;) {
      const draft = await this.find(path);
      const hash = draft && findHash(draft);
      if (hash === undefined) return undefined;
      const bytes = await this.#records.readContent(hash);
      if (bytes !== undefined) {
        if (isRequired) this.#noteSeen(path, hash);
        return bytes;
      }
      if (!isRequired) return undefined;
      if (hash === last)
        throw new DraftStoreError({ kind: 'damaged', path }, `The bytes of a draft are missing: ${path}`);
      // Another window may have saved it since, and tidied.
      last = hash;
      await this.#index.refreshPaths([path]);
    }
  }

  #noteSeen(path: string, hash: string | undefined): void {
    if (hash === undefined) this.#seen.delete(path);
    else this.#seen.set(path, hash);
  }

  /** The editor takes a file of the same size and time for unchanged, so time goes on, whatever the clock says. */
  #nextSavedMs(path: string, current: Draft | undefined): number {
    const last = Math.max(current?.savedMs ?? 0, this.#lastSavedMs.get(path) ?? 0);
    const savedMs = Math.max(this.#clock.now(), last + 1);
    this.#lastSavedMs.set(path, savedMs);
    return savedMs;
  }
}

async function toHashedEdit(edit: DraftEdit): Promise<HashedEdit> {
  return { ...edit, hash: edit.change.kind === 'content' ? await hashContent(edit.change.bytes) : undefined };
}

async function toHashedRebase(rebase: DraftRebase): Promise<HashedRebase> {
  return { ...rebase, hash: rebase.content && (await hashContent(rebase.content.bytes)) };
}
