import type * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { Log } from '../../base/log';
import type { SealedFiles } from '../../node/sealedFiles';
import type { BrowserKey } from './browserKey';

/** Why what is kept cannot be read in this window. */
export type SecretsTrouble = 'reload' | 'lost';

export interface SealedSecretsOptions {
  /** The web workbench's own, in which nothing but the key is written. */
  readonly secrets: vscode.SecretStorage;
  readonly files: SealedFiles;
  readonly key: BrowserKey;
  readonly log: Log;
  /** Called once per window and trouble, and only when something is kept that cannot be read. */
  readonly onTrouble: (trouble: SecretsTrouble) => void;
}

/**
 * `SecretStorage` for the web workbench that behaves as on a desktop: its windows hear each other, and one that writes
 * takes nothing from the others. The texts lie sealed on the disk that all windows share; only the key is a secret of
 * the browser, and every browser has its own.
 */
export class SealedSecrets implements vscode.SecretStorage, Disposable {
  readonly #options: SealedSecretsOptions;
  readonly #onDidChange = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly #troubles = new Set<SecretsTrouble>();
  readonly #startWatching: () => Promise<void>;
  readonly onDidChange = this.#onDidChange.event;

  constructor(options: SealedSecretsOptions) {
    this.#options = options;
    this.#startWatching = lazy(() =>
      options.files.startWatching((key) => {
        this.#onDidChange.fire({ key });
      }),
    );
  }

  /** Rejects only when the disk fails. */
  async get(key: string): Promise<string | undefined> {
    const { secrets, files, log } = this.#options;
    await this.#startWatching().catch(() => {
      log.warn('Other windows’ changes of the Bitbucket sign-in cannot be watched.');
    });
    const state = await this.#options.key.read();
    if (state.kind === 'reload' || state.kind === 'lost') {
      await this.#tell(state.kind);
      return undefined;
    }
    const found = state.kind === 'ready' ? await files.read(key, state.key) : undefined;
    // What an earlier version kept in the browser counts until it is replaced or removed here.
    return found === undefined ? secrets.get(key) : found.text;
  }

  /** Rejects as `reloadNeeded` in a window that is older than the key. */
  async store(key: string, value: string): Promise<void> {
    await this.#write(key, value);
    this.#onDidChange.fire({ key });
  }

  async delete(key: string): Promise<void> {
    const { secrets, files } = this.#options;
    // Removing it in the browser would be a write like any other.
    if ((await secrets.get(key)) !== undefined) await this.#write(key, undefined);
    else {
      const state = await this.#options.key.read();
      if (state.kind === 'ready') await files.remove(key, state.key.id);
    }
    this.#onDidChange.fire({ key });
  }

  /** To be asked before something is begun whose end must be kept. */
  async needsReload(): Promise<boolean> {
    return (await this.#options.key.read()).kind === 'reload';
  }

  dispose(): void {
    this.#options.files.dispose();
    this.#onDidChange.dispose();
  }

  async #write(key: string, value: string | undefined): Promise<void> {
    const { files, key: browserKey } = this.#options;
    const { key: sealingKey, inUse } = await browserKey.ensure();
    await files.removeExcept(inUse);
    await files.write(key, value, sealingKey);
  }

  async #tell(trouble: SecretsTrouble): Promise<void> {
    if (this.#troubles.has(trouble)) return;
    this.#troubles.add(trouble);
    if (await this.#options.files.hasAny()) this.#options.onTrouble(trouble);
    else this.#troubles.delete(trouble);
  }
}
