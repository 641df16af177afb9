import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/base/clock';
import { patienceMs } from './patience';

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  /** What was slept through, in milliseconds; sleeps that were cancelled are not in it. */
  readonly slept: number[] = [];
  readonly #sleepers = new Set<Sleeper>();
  #nowMs: number;

  constructor(nowMs = Date.parse('2026-11-23T12:00:00Z')) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = {
        dueMs: this.#nowMs + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener('abort', cancel);
          this.slept.push(ms);
          resolve();
        },
      };
      const cancel = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('Cancelled.'));
      };
      if (signal?.aborted === true) {
        cancel();
        return;
      }
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Moves on to the next due sleep whenever nothing else goes on, until the promise settles. */
  async runUntilSettled<T>(promise: Promise<T>): Promise<T> {
    const state = { isSettled: false };
    const settle = (): void => {
      state.isSettled = true;
    };
    promise.then(settle, settle);
    let idle = 0;
    for (let turn = 0; idle < 1000 && turn < 5000; turn++) {
      await settleDown();
      if (state.isSettled) return promise;
      idle = this.wakeNext() ? 0 : idle + 1;
      // What is hashed is hashed by another thread, which no clock hurries.
      if (idle > 20) await setTimeout(10);
    }
    throw new Error('Waiting for something that no clock brings about.');
  }

  /** Moves to the time of the next due sleep, if there is one. */
  wakeNext(): boolean {
    const [next] = [...this.#sleepers].sort((a, b) => a.dueMs - b.dueMs);
    if (next === undefined) return false;
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    next.wake();
    return true;
  }
}

/** Lets everything happen that needs no time to pass, scripts that are loaded on first use included. */
export async function settleDown(): Promise<void> {
  const endMs = Date.now() + patienceMs;
  for (let quiet = 0; quiet < 5; quiet++) {
    await setImmediate();
    if (!isDiskAtWork()) continue;
    if (Date.now() > endMs) throw new Error('The disk never came to rest.');
    quiet = -1;
  }
}

function isDiskAtWork(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'CloseReq');
}
