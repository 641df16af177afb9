import type * as vscode from 'vscode';
import type { StoredSession } from '../../auth/session';
import type { SessionStore } from '../../auth/sessionStore';
import { Emitter, type Disposable } from '../../base/event';
import type { Log } from '../../base/log';

const key = 'maia.sessions';
const foreignKey = 'maia.sessions.unreadable';

/** All sessions in one secret, so that one write replaces one state by the next. */
export class SecretStorageSessionStore implements SessionStore, Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: Log;
  readonly #onDidChange = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly onDidChange = this.#onDidChange.event;
  #updating: Promise<unknown> = Promise.resolve();

  constructor(secrets: vscode.SecretStorage, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
    this.#subscription = secrets.onDidChange((event) => {
      if (event.key === key) this.#onDidChange.fire();
    });
  }

  async read(): Promise<readonly StoredSession[]> {
    const text = await this.#secrets.get(key);
    // At first nobody is signed in, and waking up need not load what reads sessions.
    if (text === undefined) return [];
    const { readStoredSessions } = await import('../../auth/readStoredSessions');
    const reading = readStoredSessions(text);
    if (reading.isForeign) this.#log.warn('The stored Bitbucket sessions are in a form this version cannot read.');
    if (reading.unreadable.length > 0) this.#log.warn('A stored Bitbucket session is damaged and was left out.');
    return reading.sessions;
  }

  update(change: (stored: readonly StoredSession[]) => readonly StoredSession[]): Promise<void> {
    const next = this.#updating.then(async () => {
      const { text, reading, write } = await this.#read();
      const sessions = change(reading.sessions);
      if (sessions === reading.sessions) return;
      if (reading.isForeign && text !== undefined) await this.#secrets.store(foreignKey, text);
      await this.#secrets.store(key, write(sessions, reading.unreadable));
    });
    this.#updating = next.catch(() => undefined);
    return next;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  async #read() {
    const [text, form] = await Promise.all([this.#secrets.get(key), import('../../auth/readStoredSessions')]);
    return { text, reading: form.readStoredSessions(text), write: form.writeStoredSessions };
  }
}
