import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InProcessRenewalLock } from '../auth/inProcessRenewalLock';
import type { RenewalLock } from '../auth/sessionStore';
import type { Log } from '../base/log';
import { FolderLock } from './folderLock';

export interface WindowLockOptions {
  /** On a disk that the windows share; created when the first lock is taken. Holds nothing else. */
  readonly folder: string;
  readonly log: Log;
  /**
   * How long a lock stays taken after the work is done, without keeping its caller waiting: the time that what was
   * written needs to be seen by the others.
   */
  readonly lingerMs?: number;
  /** After this long somebody who waits goes on without the lock. */
  readonly patienceMs?: number;
}

/** Longer than any request to the token endpoint may take. */
const defaultPatienceMs = 45_000;

/**
 * One at a time among all windows that see the same folder, and first come first served within one of them. A session
 * is worth more than order: where no lock can be had (read-only disk, a holder that hangs), the work is done without.
 */
export class WindowLock implements RenewalLock {
  readonly #options: WindowLockOptions;
  readonly #turns = new InProcessRenewalLock();

  constructor(options: WindowLockOptions) {
    this.#options = options;
  }

  run<T>(name: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      void this.#turns.run(name, async () => {
        let working: Promise<T> | undefined;
        const begin = async () => {
          working = work();
          await working.catch(() => undefined);
          const { lingerMs = 0 } = this.#options;
          if (lingerMs === 0) return;
          working.then(resolve, reject);
          await sleep(lingerMs, undefined, { ref: false });
        };
        await this.#runLocked(name, begin).catch(async (error: unknown) => {
          if (working !== undefined) return;
          this.#options.log.warn(`Went on without a lock between windows: ${toReason(error)}.`);
          await begin();
        });
        working?.then(resolve, reject);
      });
    });
  }

  #runLocked(name: string, work: () => Promise<void>): Promise<void> {
    const { folder, log, patienceMs = defaultPatienceMs } = this.#options;
    // A folder for each: the library tells the locks of a process apart by their folders only.
    const own = join(folder, name.replace(/[^\w-]/g, '_'));
    return new FolderLock({ folder: own, log, patienceMs }).run(work);
  }
}

function toReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
