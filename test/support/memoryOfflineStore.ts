import { OfflineStoreError, type OfflineStore } from '../../src/repositories/offlineStore';
import { MemoryCache } from './memoryStores';

/** A store with a disk of limited size. */
export class MemoryOfflineStore extends MemoryCache implements OfflineStore {
  mostEntries = Infinity;

  override write(key: string, bytes: Uint8Array): Promise<void> {
    if (this.entries.size >= this.mostEntries && !this.entries.has(key)) {
      return Promise.reject(new OfflineStoreError('diskFull', new Error('ENOSPC')));
    }
    return super.write(key, bytes);
  }

  remove(key: string): Promise<void> {
    this.entries.delete(key);
    return Promise.resolve();
  }
}
