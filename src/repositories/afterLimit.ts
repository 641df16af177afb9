import type { Clock } from '../base/clock';
import type { Disposable } from '../base/event';
import { limitedUntil, type LoadFailure } from './loadFailure';

/** A server that keeps refusing without a time to wait is left alone at least this long. */
const shortestWaitMs = 10_000;
/** Timers cannot be set for ever. */
const longestWaitMs = 24 * 60 * 60 * 1000;

/** Goes on with what a rate limit has interrupted, once the limit is over; one wait per key. */
export class AfterLimit<K> implements Disposable {
  readonly #clock: Clock;
  readonly #waits = new Map<K, AbortController>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does `goOn` when the limit is over, in place of what waits under the same key; nothing for any other failure. */
  schedule(key: K, failure: LoadFailure, goOn: () => unknown): void {
    this.cancel(key);
    if (failure.failure.kind === 'rateLimited') void this.#wait(key, limitedUntil(failure), goOn);
  }

  cancel(key: K): void {
    this.#waits.get(key)?.abort();
    this.#waits.delete(key);
  }

  /** Cancels every wait; others may be scheduled afterwards. */
  dispose(): void {
    for (const key of [...this.#waits.keys()]) this.cancel(key);
  }

  async #wait(key: K, until: number, goOn: () => unknown): Promise<void> {
    const wait = new AbortController();
    this.#waits.set(key, wait);
    const waitMs = Math.min(Math.max(until - this.#clock.now(), shortestWaitMs), longestWaitMs);
    try {
      await this.#clock.sleep(waitMs, wait.signal);
    } catch {
      return;
    }
    this.#waits.delete(key);
    goOn();
  }
}
