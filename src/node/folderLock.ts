import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../base/log';
import { removeStaleLock } from './staleLock';

export interface FolderLockOptions {
  /** Created when missing. */
  readonly folder: string;
  /** Of the lock itself; another name is another lock. */
  readonly name?: string;
  readonly log: Pick<Log, 'warn'>;
  /** How long to wait for another window at most. */
  readonly patienceMs?: number;
}

/** A window that has not been heard of for so long is taken for crashed. It is heard of every second. */
const staleMs = 2000;
const renewMs = 1000;
const longestPauseMs = 40;

/** Another window holds the lock and does not let go, or has taken it over. */
export class LockBusyError extends Error {
  override readonly name = 'LockBusyError';
}

/** The lock while work is under way. */
export interface HeldLock {
  /**
   * Rejects with `LockBusyError` when another window may be at work, as after the computer slept: what was planned before
   * would be written over what that window has written. To be asked before every write.
   */
  confirm(): Promise<void>;
}

/**
 * Lets one piece of work at a time happen in a folder, among all windows of this computer. Calls in one window queue up
 * in order; not to be nested. What a killed process held is free again after about two seconds.
 */
export class FolderLock {
  readonly #options: Required<FolderLockOptions>;
  readonly #path: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ name = 'lock', patienceMs = 15_000, ...options }: FolderLockOptions) {
    this.#options = { name, patienceMs, ...options };
    this.#path = join(options.folder, name);
  }

  /** Rejects with `LockBusyError`, with what the file system says, or as the work does. */
  run<T>(work: (held: HeldLock) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#run(work));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run<T>(work: (held: HeldLock) => Promise<T>): Promise<T> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    const state = { isLost: false };
    const release = await this.#wait(state);
    const held = await this.#watch(state);
    try {
      return await work(held);
    } finally {
      const isHeld = await held.confirm().then(
        () => true,
        () => false,
      );
      if (isHeld) {
        await release().catch((error: unknown) => {
          this.#options.log.warn(`A lock was not released, and will be free in a moment: ${String(error)}`);
        });
      }
    }
  }

  async #wait(state: { isLost: boolean }): Promise<() => Promise<void>> {
    const untilMs = Date.now() + this.#options.patienceMs;
    for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      try {
        return await this.#acquire(state);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
        if (Date.now() > untilMs) {
          throw new LockBusyError('Another window does not let go of the drafts.', { cause: error });
        }
      }
      await removeStaleLock(this.#path, staleMs);
      await setTimeout(pauseMs);
    }
  }

  async #acquire(state: { isLost: boolean }): Promise<() => Promise<void>> {
    const { folder, log } = this.#options;
    // The bundle hands a CommonJS module on as its default export only.
    const { lock } = (await import('proper-lockfile')).default;
    return lock(folder, {
      lockfilePath: this.#path,
      realpath: false,
      // The library lets two windows take over the same stale lock; here only one may.
      stale: Infinity,
      update: renewMs,
      retries: 0,
      onCompromised: (error) => {
        state.isLost = true;
        log.warn(`A lock was lost: ${error.message}`);
      },
    });
  }

  async #watch(state: { isLost: boolean }): Promise<HeldLock> {
    const identity = await this.#readIdentity();
    let sureUntilMs = Date.now() + staleMs;
    return {
      confirm: async () => {
        if (!state.isLost && Date.now() < sureUntilMs) return;
        const now = Date.now();
        state.isLost ||= (await this.#readIdentity()) !== identity;
        if (state.isLost) {
          throw new LockBusyError('Another window has taken over the drafts.');
        }
        sureUntilMs = now + renewMs;
      },
    };
  }

  /** The same as long as nobody has removed the lock. */
  async #readIdentity(): Promise<string | undefined> {
    const found = await stat(this.#path, { bigint: true }).catch(() => undefined);
    return found && `${found.ino} ${found.birthtimeNs}`;
  }
}
