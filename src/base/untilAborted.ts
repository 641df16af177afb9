/** Settles like the promise, but rejects with the signal's reason as soon as it aborts, whoever ignores the signal. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    // Rejecting by way of `throwIfAborted` hands on the very reason, whatever type it has.
    const giveUp = (): void => {
      resolve(unlessAborted(promise, signal));
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    // The listener goes first: whoever learns of a failure may abort at once, and nobody would hear of that rejection.
    const settled = promise.finally(() => {
      signal.removeEventListener('abort', giveUp);
    });
    settled.then(resolve, reject);
  });
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return promise;
}
