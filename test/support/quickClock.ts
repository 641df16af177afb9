import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/base/clock';

const longestNapMs = 30_000;

/** A clock on which waiting takes no time, and deadlines, being longer, are never reached. */
export class QuickClock implements Clock {
  /** What was slept through, in milliseconds. */
  readonly slept: number[] = [];
  #nowMs = Date.parse('2026-11-23T12:00:00Z');

  now(): number {
    return this.#nowMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms > longestNapMs) return untilAborted(signal);
    await setImmediate();
    this.slept.push(ms);
    this.#nowMs += ms;
  }

  pass(ms: number): void {
    this.#nowMs += ms;
  }
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener(
      'abort',
      () => {
        reject(new Error('Cancelled.'));
      },
      { once: true },
    );
  });
}
