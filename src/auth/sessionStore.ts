import type { Event } from '../base/event';
import type { StoredSession } from './session';

/** Keeps sessions, of all endpoints and consumers, where other programs cannot read them. */
export interface SessionStore {
  /** What is stored right now; damaged content is left out and logged. Rejects only when the store itself fails. */
  read(): Promise<readonly StoredSession[]>;
  /** Reads, changes and writes in one step; resolves once it is stored. An unchanged array is not written. */
  update(change: (stored: readonly StoredSession[]) => readonly StoredSession[]): Promise<void>;
  /** Something may have changed, in this window or another. */
  readonly onDidChange: Event<void>;
}

/** Lets one renewal of a session run at a time, wherever else the same refresh token might be used. */
export interface RenewalLock {
  run<T>(sessionId: string, renew: () => Promise<T>): Promise<T>;
}
