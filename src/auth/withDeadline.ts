import type { Clock } from '../base/clock';
import { untilAborted } from './untilAborted';

/** Runs `work` under a signal that aborts with the caller's reason, or with `late()` once `ms` have passed. */
export async function withDeadline<T>(
  { clock, ms, signal, late }: { clock: Clock; ms: number; signal?: AbortSignal | undefined; late: () => Error },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const done = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => {
      deadline.abort(late());
    },
    () => undefined,
  );
  try {
    const either = signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]);
    return await untilAborted(work(either), either);
  } finally {
    done.abort();
  }
}
