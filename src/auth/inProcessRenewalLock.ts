import type { RenewalLock } from './sessionStore';

/** Keeps renewals of one window apart. Windows do not see each other's. */
export class InProcessRenewalLock implements RenewalLock {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(sessionId: string, renew: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(sessionId) ?? Promise.resolve();
    const current = previous.then(renew, renew);
    this.#last.set(sessionId, current);
    try {
      return await current;
    } finally {
      if (this.#last.get(sessionId) === current) this.#last.delete(sessionId);
    }
  }
}
