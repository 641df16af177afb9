import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import writeFileAtomic from 'write-file-atomic';
import { Emitter, type Disposable, type Event } from '../base/event';
import type { Log } from '../base/log';
import type { DraftFolder } from '../repositories/drafts/draftFolder';
import { DraftStoreError, type DraftStoreFailure } from '../repositories/drafts/draftStoreError';
import { FolderLock, LockBusyError, type HeldLock } from './folderLock';
import { FolderWatch } from './folderWatch';
import { readRecordFile, toRecordFile } from './recordFile';

const suffix = '.draft';
const recordName = /^[a-z0-9-]{1,80}$/;
const damagedName = /\.damaged-\d+$/;
/** What an interrupted write left: the library adds digits to the name. */
const leftoverName = /\.draft\.\d+$/;
const leftoverAgeMs = 60 * 60 * 1000;
/** Scanners and indexers on Windows hold a file for moments. */
const replaceAttempts = process.platform === 'win32' ? 6 : 1;

/** A record that cannot be read any more, and where what is left of it lies now. */
export interface DamagedRecord {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A folder of drafts on the disk: a file per record, only for this user, replaced whole and written through. */
export class DiskDraftFolder implements DraftFolder, Disposable {
  readonly path: string;
  readonly #log: Pick<Log, 'warn'>;
  readonly #lock: FolderLock;
  readonly #watch: FolderWatch;
  readonly #onDidKeepDamaged = new Emitter<DamagedRecord>();
  /** Told once for each, by the window that put it aside. */
  readonly onDidKeepDamaged = this.#onDidKeepDamaged.event;
  /** Names of records that seemed damaged when they were read, and were not looked at under the lock yet. */
  readonly #suspects = new Set<string>();
  #isSwept = false;
  /** While work is under way. */
  #held: HeldLock | undefined;
  /** Whether names have changed that are not written through yet. */
  #isUnsynced = false;

  constructor({ folder, log }: { readonly folder: string; readonly log: Pick<Log, 'warn'> }) {
    this.path = folder;
    this.#log = log;
    this.#lock = new FolderLock({ folder, log });
    this.#watch = new FolderWatch(folder, log);
  }

  readonly onDidChange: Event<readonly string[] | undefined> = (listener) =>
    this.#watch.onDidChange((files) => {
      const names = files?.flatMap((file) => readRecordName(file) ?? []);
      if (names === undefined || names.length > 0) listener(names);
    });

  async list(): Promise<readonly string[]> {
    return (await this.#readFiles()).flatMap((file) => readRecordName(file) ?? []);
  }

  async hasDamaged(): Promise<boolean> {
    return this.#suspects.size > 0 || (await this.#readFiles()).some((file) => damagedName.test(file));
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const file = await this.#readFile(name);
    if (file === undefined) return undefined;
    const reading = await readRecordFile(name, file);
    if (reading.kind === 'record') return reading.bytes;
    if (reading.kind === 'damaged') {
      this.#suspect(name);
      return undefined;
    }
    throw new DraftStoreError(
      { kind: 'newerFormat', path: undefined },
      'A newer version of the extension wrote a draft.',
    );
  }

  async replace(name: string, bytes: Uint8Array): Promise<void> {
    const file = await toRecordFile(name, bytes);
    await this.#attempt('write', async () => {
      await this.#held?.confirm();
      await this.#keepDamaged(name);
      await this.#replace(this.#toPath(name), file);
    });
  }

  async remove(name: string): Promise<void> {
    await this.#attempt('remove', async () => {
      await this.#held?.confirm();
      await this.#keepDamaged(name);
      await rm(this.#toPath(name), { force: true });
    });
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const started = { isStarted: false };
    try {
      return await this.#lock.run(async (held) => {
        started.isStarted = true;
        await this.#watch.start();
        await this.#sweep();
        return this.#workAndSync(work, held);
      });
    } catch (error) {
      throw started.isStarted ? error : toStoreError('lock', error);
    }
  }

  dispose(): void {
    this.#watch.dispose();
    this.#onDidKeepDamaged.dispose();
  }

  #readFile(name: string): Promise<Buffer | undefined> {
    return this.#attempt('read', () => readFile(this.#toPath(name)).catch(ignoreMissing));
  }

  async #replace(path: string, file: Uint8Array): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await writeFileAtomic(path, '', toWriteOptions(file));
        if (this.#held !== undefined) this.#isUnsynced = true;
        else await this.#syncFolder();
        return;
      } catch (error) {
        const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
        if (!isHeld || attempt >= replaceAttempts) throw error;
        await setTimeout(20 * attempt);
      }
    }
  }

  /** The folder itself is written through once for all records of one piece of work. */
  async #workAndSync<T>(work: () => Promise<T>, held: HeldLock): Promise<T> {
    this.#held = held;
    try {
      const result = await work();
      if (this.#isUnsynced) await this.#attempt('write', () => this.#syncFolder());
      this.#isUnsynced = false;
      return result;
    } finally {
      this.#held = undefined;
    }
  }

  /** Without it a power cut could take back the renaming. Windows has no such thing. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const folder = await open(this.path, 'r');
    try {
      await folder.sync();
    } catch (error) {
      // Some network disks refuse; there is nothing more to be done there.
      if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(codeOf(error))) throw error;
    } finally {
      await folder.close();
    }
  }

  /** Only who holds the lock may put it aside: another window may be saving a good one in its place. */
  #suspect(name: string): void {
    if (this.#suspects.has(name)) return;
    this.#suspects.add(name);
    // Not waited for, because whoever reads may be the one who holds it.
    this.exclusively(() => this.#keepDamaged(name)).catch((error: unknown) => {
      this.#suspects.delete(name);
      this.#log.warn(`A draft's record is damaged and could not be kept aside: ${String(error)}`);
    });
  }

  /** To be called under the lock. Nothing where it was not damaged after all, or is not any more. */
  async #keepDamaged(name: string): Promise<void> {
    if (!this.#suspects.has(name)) return;
    const bytes = await this.#readFile(name);
    const isDamaged = bytes !== undefined && (await readRecordFile(name, bytes)).kind === 'damaged';
    if (!this.#suspects.delete(name) || !isDamaged) return;
    const path = this.#toPath(name);
    const aside = `${path}.damaged-${Date.now()}`;
    await rename(path, aside);
    this.#log.warn(`A draft's record was damaged and is kept aside: ${aside}`);
    this.#onDidKeepDamaged.fire({ name, path: aside, bytes });
  }

  async #sweep(): Promise<void> {
    if (this.#isSwept) return;
    this.#isSwept = true;
    for (const file of (await this.#readFiles()).filter((it) => leftoverName.test(it))) {
      const path = join(this.path, file);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && Date.now() - found.mtimeMs > leftoverAgeMs) await rm(path, { force: true });
    }
  }

  async #readFiles(): Promise<readonly string[]> {
    return (await this.#attempt('read', () => readdir(this.path).catch(ignoreMissing))) ?? [];
  }

  async #attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(what, error);
    }
  }

  #toPath(name: string): string {
    if (!recordName.test(name)) throw new RangeError(`Not a name of a record: ${name}`);
    return join(this.path, name + suffix);
  }
}

/**
 * The library writes in one go and takes a short write, as a full disk makes it, for a whole one. So the bytes are written
 * when it has made its temporary file; it waits for that, then syncs and renames.
 */
export function toWriteOptions(file: Uint8Array) {
  return { mode: 0o600, tmpfileCreated: (temporary: string): Promise<void> => writeFile(temporary, file) };
}

function readRecordName(file: string): string | undefined {
  const name = file.endsWith(suffix) ? file.slice(0, -suffix.length) : '';
  return recordName.test(name) ? name : undefined;
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function toStoreError(what: string, error: unknown): unknown {
  if (error instanceof DraftStoreError) return error;
  if (error instanceof LockBusyError) return new DraftStoreError({ kind: 'busy' }, error.message, { cause: error });
  const summary = `Cannot ${what} drafts: ${error instanceof Error ? error.message : String(error)}`;
  return new DraftStoreError({ kind: findKind(codeOf(error)) }, summary, { cause: error });
}

function findKind(code: string): Extract<DraftStoreFailure['kind'], 'diskFull' | 'notAllowed' | 'failed'> {
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return 'diskFull';
  return ['EACCES', 'EPERM', 'EROFS'].includes(code) ? 'notAllowed' : 'failed';
}
