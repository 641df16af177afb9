import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { OfflineStoreError, type OfflineStore } from '../repositories/offlineStore';
import { readEntry, toEntry, toEntryName } from './cacheEntry';

/** Keeps each entry in a file, as the cache does, and never removes one by itself. Several windows may share a folder. */
export class KeptFiles implements OfflineStore {
  readonly #folder: string;

  /** The folder is created when something is kept, and holds nothing else. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    try {
      return readEntry(await readFile(this.#toPath(key)), key);
    } catch {
      return undefined;
    }
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      // What a power cut takes is downloaded again, so nothing waits for the disk.
      await writeFileAtomic(this.#toPath(key), toEntry(key, bytes), { fsync: false, mode: 0o600 });
    } catch (error) {
      throw new OfflineStoreError(isDiskFull(error) ? 'diskFull' : 'other', error);
    }
  }

  async remove(key: string): Promise<void> {
    try {
      await rm(this.#toPath(key), { force: true });
    } catch (error) {
      throw new OfflineStoreError('other', error);
    }
  }

  #toPath(key: string): string {
    return join(this.#folder, toEntryName(key));
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
