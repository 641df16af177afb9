import type { Clock } from './clock';
import { untilAborted } from './untilAborted';

export interface Deadline {
  readonly clock: Clock;
  readonly ms: number;
  /** The caller's own. */
  readonly signal?: AbortSignal | undefined;
  /** What it rejects with when the time is over. */
  readonly late: () => Error;
}

/**
 * Runs `work` until it settles, the caller aborts, or the time is over; rejects with the abort reason or `late()`. The
 * signal handed to `work` aborts in every case but success, so that sockets are let go.
 */
export async function withDeadline<T>(
  { clock, ms, signal, late }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const attempt = new AbortController();
  const timer = new AbortController();
  const forward = (): void => {
    attempt.abort(signal?.reason);
  };
  signal?.addEventListener('abort', forward, { once: true });
  clock.sleep(ms, timer.signal).then(
    () => {
      attempt.abort(late());
    },
    () => undefined,
  );
  try {
    return await untilAborted(work(attempt.signal), attempt.signal);
  } catch (error) {
    attempt.signal.throwIfAborted();
    attempt.abort();
    throw error;
  } finally {
    timer.abort();
    signal?.removeEventListener('abort', forward);
  }
}
