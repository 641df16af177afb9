import type { Clock } from '../base/clock';
import type { Disposable } from '../base/event';
import { SharedCall } from '../base/sharedCall';
import { AuthError } from './authError';

interface Pause {
  readonly begunAt: number;
  readonly ms: number;
  /** How many came before this one without a success in between. */
  readonly former: number;
}

/** Doubles with every further 429 that does not say how long to stay away. */
const firstPauseMs = 5_000;
const longestOwnPauseMs = 5 * 60_000;
/** Bitbucket counts by the hour. */
const longestAskedPauseMs = 60 * 60_000;
/** Whoever has no token waits so long at most, and is told of the rest. */
const longestWaitMs = 20_000;

/** Keeps renewals from a token endpoint that has asked to be left alone for a while; by session. */
export class RenewalPauses implements Disposable {
  readonly #clock: Clock;
  readonly #pauses = new Map<string, Pause>();
  readonly #waiting = new SharedCall<string, void>();
  readonly #ended = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** After a 429; resolves to how long nothing is sent now. */
  begin(id: string, retryAfterMs: number | undefined): number {
    const former = this.#pauses.get(id)?.former ?? 0;
    const ownMs = Math.min(longestOwnPauseMs, firstPauseMs * 2 ** former);
    const ms = retryAfterMs === undefined ? ownMs : Math.min(longestAskedPauseMs, Math.max(1000, retryAfterMs));
    this.#pauses.set(id, { begunAt: this.#clock.now(), ms, former: former + 1 });
    return ms;
  }

  /** After any other answer. */
  end(id: string): void {
    this.#pauses.delete(id);
  }

  /** 0 when a renewal may be sent. */
  remainingMs(id: string): number {
    const pause = this.#pauses.get(id);
    if (pause === undefined) return 0;
    const sinceMs = this.#clock.now() - pause.begunAt;
    // Less than nothing: the clock was put back, and says no more how long ago it was.
    return sinceMs < 0 ? 0 : Math.max(0, pause.ms - sinceMs);
  }

  /** Resolves when a renewal may be sent; rejects at once as `rateLimited` when that is too long to be kept waiting. */
  async wait(id: string): Promise<void> {
    for (let ms = this.remainingMs(id); ms > 0; ms = this.remainingMs(id)) {
      if (ms > longestWaitMs) throw new AuthError({ kind: 'rateLimited', retryAfterMs: ms });
      const pauseMs = ms;
      await this.#waiting.run(id, () => this.#clock.sleep(pauseMs, this.#ended.signal));
    }
  }

  dispose(): void {
    this.#ended.abort();
  }
}
