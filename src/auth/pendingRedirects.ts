import type { Log } from '../base/log';
import { isSameSecret } from './isSameSecret';
import { readRedirect, type RedirectAnswer } from './redirectAnswer';

/**
 * What became of an address that was opened as the end of a sign-in: a sign-in took it, it repeats one that was taken,
 * it is whole but nobody here waits for its state, or it is no redirect of Bitbucket's.
 */
export type RedirectArrival = 'taken' | 'repeated' | 'stray' | 'malformed';

interface Waiting {
  readonly state: string;
  readonly resolve: (answer: RedirectAnswer) => void;
}

/** Browsers repeat a redirect soon or never. */
const maxTakenStates = 20;

/** Hands each incoming redirect to the sign-in that waits for its state, once; anything else changes nothing. */
export class PendingRedirects {
  readonly #log: Log;
  readonly #waiting = new Set<Waiting>();
  /** The last states that were taken, oldest first. */
  readonly #taken: string[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Waits from the moment of the call. Rejects with the signal's reason, and forgets the state, when it aborts. */
  waitFor(state: string, signal: AbortSignal): Promise<RedirectAnswer> {
    return new Promise((resolve, reject) => {
      const release = () => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        release();
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        state,
        resolve: (answer) => {
          release();
          resolve(answer);
        },
      };
      if (signal.aborted) {
        giveUp();
        return;
      }
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(waiting);
    });
  }

  /** Never throws; what is not taken changes nothing and is logged without its content. */
  accept(query: string): RedirectArrival {
    const reading = readRedirect(query);
    if (typeof reading === 'string') return this.#ignore('malformed', reading);
    let match: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (isSameSecret(waiting.state, reading.state)) match = waiting;
    }
    if (match !== undefined) {
      this.#taken.push(match.state);
      if (this.#taken.length > maxTakenStates) this.#taken.shift();
      match.resolve(reading.answer);
      return 'taken';
    }
    const isRepeated = this.#taken.some((state) => isSameSecret(state, reading.state));
    if (isRepeated) return this.#ignore('repeated', 'it came before');
    return this.#ignore('stray', 'no sign-in is waiting for its state');
  }

  #ignore<A extends RedirectArrival>(arrival: A, reason: string): A {
    this.#log.warn(`Ignored an address that was opened as the end of a sign-in: ${reason}.`);
    return arrival;
  }
}
