import type * as vscode from 'vscode';
import { Emitter } from '../../src/base/event';
import type { FromWindow } from './windowProtocol';

/** The editor's `SecretStorage` in one window: it answers from what the window knows, and tells the editor of writes. */
export class WindowSecretStorage implements vscode.SecretStorage {
  readonly #known: Map<string, string>;
  readonly #send: (message: FromWindow) => void;
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;

  constructor(known: Readonly<Record<string, string>>, send: (message: FromWindow) => void) {
    this.#known = new Map(Object.entries(known));
    this.#send = send;
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#known.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    await Promise.resolve();
    this.#write(key, value);
  }

  async delete(key: string): Promise<void> {
    await Promise.resolve();
    this.#write(key, undefined);
  }

  /** Another window's write, as the editor hands it on. */
  accept(key: string, value: string | undefined): void {
    if (this.#known.get(key) === value) return;
    this.#set(key, value);
  }

  #write(key: string, value: string | undefined): void {
    this.#set(key, value);
    this.#send({ kind: 'wrote', key, value, all: Object.fromEntries(this.#known) });
  }

  #set(key: string, value: string | undefined): void {
    if (value === undefined) this.#known.delete(key);
    else this.#known.set(key, value);
    this.#changed.fire({ key });
  }
}
