import type { Clock } from '../base/clock';
import { untilAborted } from './untilAborted';

/** The reason a request's own signal carries when its time is over. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/**
 * Runs `work` until it settles, the caller aborts, or the time is over; rejects with the abort reason or
 * `DeadlinePassed`. The signal handed to `work` aborts in every case but success, so that sockets are let go.
 */
export async function withDeadline<T>(
  clock: Clock,
  timeoutMs: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  caller?.throwIfAborted();
  const attempt = new AbortController();
  const timer = new AbortController();
  const forward = (): void => {
    attempt.abort(caller?.reason);
  };
  caller?.addEventListener('abort', forward, { once: true });
  clock.sleep(timeoutMs, timer.signal).then(
    () => {
      attempt.abort(new DeadlinePassed());
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
    caller?.removeEventListener('abort', forward);
  }
}
