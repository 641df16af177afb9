import { untilAborted } from '../../base/untilAborted';

/** Lets work on the same thing run in the order it was asked for, one piece after another. */
export class OneAtATime {
  readonly #last = new WeakMap<object, Promise<unknown>>();

  /** Who aborts while waiting leaves the queue; what has begun ends by itself. */
  run<T>(thing: object, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(thing) ?? Promise.resolve();
    let hasBegun = false;
    const mine = before.then(() => {
      signal?.throwIfAborted();
      hasBegun = true;
      return work();
    });
    const end = mine.catch(() => undefined);
    this.#last.set(thing, end);
    return untilAborted(before, signal).then(
      () => mine,
      (error: unknown) => {
        if (hasBegun) return mine;
        throw error;
      },
    );
  }
}
