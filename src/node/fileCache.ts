import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Log } from '../base/log';
import type { CacheStore } from '../repositories/cacheStore';
import { readEntry, toEntry, toEntryName } from './cacheEntry';

export interface FileCacheOptions {
  /** Created when missing. Folders in it are left alone; files are the cache's. */
  readonly folder: string;
  readonly log: Pick<Log, 'warn'>;
  readonly maxBytes?: number;
  readonly maxAgeMs?: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const entryName = /^[0-9a-f]{64}$/;

/** Keeps each entry in a file; a torn, foreign or swapped file counts as absent. Several windows may share a folder. */
export class FileCache implements CacheStore {
  readonly #folder: string;
  readonly #log: Pick<Log, 'warn'>;
  readonly #maxBytes: number;
  readonly #maxAgeMs: number;
  #bytesUntilPrune = 0;
  #pruning: Promise<void> | undefined;

  constructor({ folder, log, maxBytes = 200 * 1024 * 1024, maxAgeMs = 60 * dayMs }: FileCacheOptions) {
    this.#folder = folder;
    this.#log = log;
    this.#maxBytes = maxBytes;
    this.#maxAgeMs = maxAgeMs;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const path = this.#toPath(key);
    try {
      const bytes = readEntry(await readFile(path), key);
      if (bytes !== undefined) await this.#keepYoung(path);
      return bytes;
    } catch {
      return undefined;
    }
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      // A cache may lose its latest entries in a power cut, so nothing waits for the disk.
      await writeFileAtomic(this.#toPath(key), toEntry(key, bytes), { fsync: false, mode: 0o600 });
    } catch (error) {
      this.#log.warn(`A cache entry was not written: ${String(error)}`);
    }
    this.#bytesUntilPrune -= bytes.length;
    if (this.#bytesUntilPrune > 0) return;
    this.#bytesUntilPrune = this.#maxBytes / 10;
    await this.prune();
  }

  /** Removes what is too old, then the least recently used until the rest fits. Never rejects. */
  prune(): Promise<void> {
    this.#pruning ??= this.#prune()
      .catch((error: unknown) => {
        this.#log.warn(`The cache was not pruned: ${String(error)}`);
      })
      .finally(() => (this.#pruning = undefined));
    return this.#pruning;
  }

  async #prune(): Promise<void> {
    const files = await this.#readFiles();
    let total = files.reduce((sum, { size }) => sum + size, 0);
    const now = Date.now();
    for (const { path, size, usedMs, isEntry } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      // What an interrupted write left behind is no entry, and needs a day only because a write may be under way.
      const isTooOld = now - usedMs > (isEntry ? this.#maxAgeMs : dayMs);
      if (!isTooOld && total <= this.#maxBytes) continue;
      await rm(path, { force: true });
      total -= size;
    }
  }

  async #readFiles() {
    const names = await readdir(this.#folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        // Another window may have removed it meanwhile.
        const found = await stat(path).catch(() => undefined);
        const isEntry = entryName.test(name);
        return found?.isFile() === true ? { path, size: found.size, usedMs: found.mtimeMs, isEntry } : undefined;
      }),
    );
    return files.filter((file) => file !== undefined);
  }

  /** The time of the file tells pruning when the entry was last of use; a day's precision saves writes. */
  async #keepYoung(path: string): Promise<void> {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > dayMs) await utimes(path, new Date(), new Date());
  }

  #toPath(key: string): string {
    return join(this.#folder, toEntryName(key));
  }
}
