import type * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';

/** The editor's secret storage in memory; it tells of every change, also of the caller's own, as the real one does. */
export class MemorySecrets implements vscode.SecretStorage {
  readonly content = new Map<string, string>();
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.content.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    await Promise.resolve();
    this.content.set(key, value);
    this.#changed.fire({ key });
  }

  delete(key: string): Promise<void> {
    this.content.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  }
}
