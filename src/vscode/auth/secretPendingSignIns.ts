import type * as vscode from 'vscode';
import type { PendingSignInStore } from '../../auth/pendingSignIns';
import { Emitter, type Disposable } from '../../base/event';

/** Secrets that the windows of a profile hear each other change. */
export type SharedSecrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'>;

const prefix = 'maia.signIn.';

/** Sign-ins under way among the secrets that windows share, each in one of its own. */
export class SecretPendingSignIns implements PendingSignInStore, Disposable {
  readonly #secrets: SharedSecrets;
  readonly #onDidChange = new Emitter<string>();
  readonly #subscription: Disposable;
  readonly onDidChange = this.#onDidChange.event;

  constructor(secrets: SharedSecrets) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) this.#onDidChange.fire(key.slice(prefix.length));
    });
  }

  async read(place: string): Promise<string | undefined> {
    return this.#secrets.get(prefix + place);
  }

  async write(place: string, text: string | undefined): Promise<void> {
    await (text === undefined ? this.#secrets.delete(prefix + place) : this.#secrets.store(prefix + place, text));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }
}
