import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';

/** Looks for a repository that is being created in the browser, whenever the person comes back from there. */
export class NewRepositoryWatch implements Disposable {
  readonly #look: () => Promise<boolean>;
  #subscription: Disposable | undefined;
  #isLooking = false;

  /** `look` resolves to whether it was found, which ends the watch. */
  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  start(): void {
    this.#subscription ??= vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void this.#lookOnce();
    });
  }

  stop(): void {
    this.#subscription?.dispose();
    this.#subscription = undefined;
  }

  dispose(): void {
    this.stop();
  }

  async #lookOnce(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      if (await this.#look()) this.stop();
    } catch {
      // The list says why it could not be read; the next return looks again.
    } finally {
      this.#isLooking = false;
    }
  }
}
