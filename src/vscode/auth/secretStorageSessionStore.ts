import type * as vscode from 'vscode';
import { InProcessRenewalLock } from '../../auth/inProcessRenewalLock';
import type { StoredSession } from '../../auth/session';
import { toSessionPlace } from '../../auth/sessionPlace';
import type { RenewalLock, SessionStore } from '../../auth/sessionStore';
import { Emitter, type Disposable } from '../../base/event';
import type { Log } from '../../base/log';

const indexKey = 'maia.sessions';
const entryPrefix = 'maia.session.';
const foreignKey = 'maia.sessions.unreadable';

interface Reading {
  readonly indexText: string | undefined;
  readonly indexPlaces: readonly string[];
  readonly isForeign: boolean;
  readonly sessions: readonly StoredSession[];
  /** Those that have a secret of their own already. */
  readonly kept: ReadonlyMap<string, StoredSession>;
  /** Their secrets make no sense here and stay as they are. */
  readonly damaged: readonly string[];
}

/**
 * Each account's session in a secret of its own, so that a window that renews one never writes over what another did
 * to the next. The list of them is only written by sign-ins and sign-outs, and a window believes in what it has seen
 * itself besides, and puts back what it has added: a list that two windows wrote at once loses nobody.
 */
export class SecretStorageSessionStore implements SessionStore, Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: Log;
  readonly #lock: RenewalLock;
  readonly #onDidChange = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly onDidChange = this.#onDidChange.event;
  /** Places this window has heard of. What is there decides the secret itself. */
  readonly #seen = new Set<string>();
  /** Those of them that this window has put into the list. */
  readonly #listed = new Set<string>();

  /** The lock keeps changes of windows apart that share a disk; without one only this window's own. */
  constructor(secrets: vscode.SecretStorage, log: Log, lock: RenewalLock = new InProcessRenewalLock()) {
    this.#secrets = secrets;
    this.#log = log;
    this.#lock = lock;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(entryPrefix)) this.#seen.add(key.slice(entryPrefix.length));
      else if (key !== indexKey) return;
      else if (this.#listed.size > 0) void this.#listAgain();
      this.#onDidChange.fire();
    });
  }

  async read(): Promise<readonly StoredSession[]> {
    const text = await this.#secrets.get(indexKey);
    // At first nobody is signed in, and waking up need not load what reads sessions.
    if (text === undefined && this.#seen.size === 0) return [];
    const reading = await this.#readAll(text);
    if (reading.isForeign) this.#log.warn('Some stored Bitbucket sessions are in a form this version cannot read.');
    if (reading.damaged.length > 0) this.#log.warn('A stored Bitbucket session is damaged and was left out.');
    return reading.sessions;
  }

  update(change: (stored: readonly StoredSession[]) => readonly StoredSession[]): Promise<void> {
    return this.#lock.run('sessions', async () => {
      const reading = await this.#readAll(await this.#secrets.get(indexKey));
      const sessions = change(reading.sessions);
      if (sessions !== reading.sessions) await this.#write(reading, sessions);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  /**
   * Where no lock reaches, another window's list may have come after this one's and not name what this one has added: a
   * window that is opened later would never hear of it.
   */
  async #listAgain(): Promise<void> {
    try {
      await this.#lock.run('sessions', async () => {
        const text = await this.#secrets.get(indexKey);
        const { readSessionIndex, writeSessionIndex } = await loadForm();
        const { places, isForeign } = readSessionIndex(text);
        const missing: string[] = [];
        for (const place of this.#listed) {
          if ((await this.#secrets.get(entryPrefix + place)) === undefined) this.#listed.delete(place);
          else if (!places.includes(place)) missing.push(place);
        }
        if (missing.length === 0 || isForeign) return;
        await this.#secrets.store(indexKey, writeSessionIndex([...places, ...missing]));
      });
    } catch {
      this.#log.warn('The list of Bitbucket sessions could not be completed.');
    }
  }

  async #readAll(indexText: string | undefined): Promise<Reading> {
    const { readSessionIndex, readStoredSession } = await loadForm();
    const { places: indexPlaces, former, isForeign } = readSessionIndex(indexText);
    const kept = new Map<string, StoredSession>();
    const damaged: string[] = [];
    const places = [...new Set([...indexPlaces, ...this.#seen])];
    const texts = await Promise.all(places.map((place) => this.#secrets.get(entryPrefix + place)));
    places.forEach((place, at) => {
      const text = texts[at];
      if (text === undefined) return;
      const session = readStoredSession(text);
      if (session === undefined) damaged.push(place);
      else kept.set(place, session);
    });
    const formerPlaces = await Promise.all(former.map(toSessionPlace));
    const unmoved = former.filter((_, at) => !kept.has(formerPlaces[at] ?? ''));
    return { indexText, indexPlaces, isForeign, kept, damaged, sessions: [...unmoved, ...kept.values()] };
  }

  /** Sessions before the list: killed in between, one is there without being listed, instead of listed and not there. */
  async #write({ indexText, indexPlaces, isForeign, kept, damaged }: Reading, sessions: readonly StoredSession[]) {
    const { writeStoredSession, writeSessionIndex } = await loadForm();
    if (isForeign && indexText !== undefined) await this.#secrets.store(foreignKey, indexText);
    const next = new Set<string>();
    for (const session of sessions) {
      const place = await toSessionPlace(session);
      next.add(place);
      if (kept.get(place) === session) continue;
      if (!indexPlaces.includes(place)) this.#listed.add(place);
      await this.#secrets.store(entryPrefix + place, writeStoredSession(session));
    }
    for (const place of kept.keys()) {
      if (!next.has(place)) await this.#secrets.delete(entryPrefix + place);
    }
    const places = [...new Set([...next, ...damaged])];
    if (places.length === 0) await this.#secrets.delete(indexKey);
    else if (indexText === undefined || places.join() !== indexPlaces.join()) {
      await this.#secrets.store(indexKey, writeSessionIndex(places));
    }
  }
}

function loadForm() {
  return import('../../auth/readStoredSessions');
}
