import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../base/event';
import type { UserSettings } from './consumerRegistry';

/** The user's settings of the editor. A workspace's value is never looked at, whatever the manifest says. */
export class EditorSettings implements UserSettings, Disposable {
  readonly #onDidChange = new Emitter<void>();
  readonly #subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('maia.bitbucket')) this.#onDidChange.fire();
  });
  readonly onDidChange = this.#onDidChange.event;

  read(id: string): unknown {
    return vscode.workspace.getConfiguration().inspect(id)?.globalValue;
  }

  write(id: string, value: string | undefined): PromiseLike<void> {
    return vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }
}
