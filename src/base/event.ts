/** Something that holds a resource until it is told to let go. Structurally the same as `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Structurally the same as `vscode.Event`, so that pure code raises events which adapters forward untouched. */
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/** Raises an event. Listeners are called in the order they came; one that throws does not silence the others. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ call: (value: T) => unknown }>();

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return {
      dispose: () => {
        this.#listeners.delete(entry);
      },
    };
  };

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  fire(value: T): void {
    const errors: unknown[] = [];
    for (const { call } of [...this.#listeners]) {
      try {
        call(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'A listener failed.');
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** The event of an emitter, which costs something: `begin` is called for each listener, `end` when none is left. */
export function whileListened<T>(emitter: Emitter<T>, begin: () => void, end: () => void): Event<T> {
  return (listener) => {
    const subscription = emitter.event(listener);
    begin();
    return {
      dispose: () => {
        subscription.dispose();
        if (!emitter.hasListeners) end();
      },
    };
  };
}
