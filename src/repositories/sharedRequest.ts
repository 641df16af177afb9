interface UnderWay<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Runs one cancellable request per key at a time: whoever asks meanwhile waits for the same answer, and the request is
 * aborted only when everybody who waited for it has given up.
 */
export class SharedRequest<T> {
  readonly #underWay = new Map<string, UnderWay<T>>();

  isUnderWay(key: string): boolean {
    return this.#underWay.has(key);
  }

  async run(key: string, signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const request = this.#underWay.get(key) ?? this.#start(key, call);
    request.waiting++;
    const abandoned = untilAborted(signal);
    try {
      return await Promise.race([request.promise, abandoned.promise]);
    } finally {
      abandoned.dispose();
      request.waiting--;
      if (request.waiting === 0) this.#end(key, request);
    }
  }

  #start(key: string, call: (signal: AbortSignal) => Promise<T>): UnderWay<T> {
    const controller = new AbortController();
    const promise = call(controller.signal);
    // Whoever waits sees the rejection; when everybody left, it must not count as unhandled.
    promise.catch(() => undefined);
    const request = { promise, controller, waiting: 0 };
    this.#underWay.set(key, request);
    return request;
  }

  #end(key: string, request: UnderWay<T>): void {
    if (this.#underWay.get(key) === request) this.#underWay.delete(key);
    request.controller.abort();
  }
}

function untilAborted(signal: AbortSignal | undefined): { promise: Promise<never>; dispose(): void } {
  let stop: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    const abort = () => {
      reject(signal?.reason instanceof Error ? signal.reason : new Error('Aborted'));
    };
    signal?.addEventListener('abort', abort);
    stop = () => signal?.removeEventListener('abort', abort);
  });
  return {
    promise,
    dispose: () => {
      stop();
    },
  };
}
