import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/event';

/** Collects what changed and hands it on: the first at once, the rest together when a pause is over. */
export class RefreshThrottle<T> implements Disposable {
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #refresh: (changed: ReadonlySet<T>) => void;
  readonly #pauseMs: () => number;
  readonly #end = new AbortController();
  #changed = new Set<T>();
  #isPausing = false;

  constructor(options: {
    readonly clock: Pick<Clock, 'sleep'>;
    readonly refresh: (changed: ReadonlySet<T>) => void;
    /** Asked before each pause. */
    readonly pauseMs: () => number;
  }) {
    this.#clock = options.clock;
    this.#refresh = options.refresh;
    this.#pauseMs = options.pauseMs;
  }

  /** `isUrgent` does not wait for the pause: somebody looks at an empty view, or has just clicked. */
  add(changed: T, { isUrgent = false } = {}): void {
    this.#changed.add(changed);
    if (isUrgent || !this.#isPausing) this.#flush();
  }

  dispose(): void {
    this.#end.abort();
    this.#changed.clear();
  }

  #flush(): void {
    if (this.#end.signal.aborted || this.#changed.size === 0) return;
    const changed = this.#changed;
    this.#changed = new Set();
    this.#refresh(changed);
    if (!this.#isPausing) void this.#pause();
  }

  async #pause(): Promise<void> {
    this.#isPausing = true;
    try {
      await this.#clock.sleep(this.#pauseMs(), this.#end.signal);
    } catch {
      return;
    }
    this.#isPausing = false;
    this.#flush();
  }
}
