import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';

interface Shown {
  /** Of the open document. */
  live?: readonly vscode.Diagnostic[] | undefined;
  /** Of a check of the whole repository. */
  found?: readonly vscode.Diagnostic[] | undefined;
}

/** The problems that the editor lists: those of open documents, and of checked repositories for the files in between. */
export class ProblemBoard implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #diagnostics = this.#owned.add(vscode.languages.createDiagnosticCollection('maia-pipelines'));
  readonly #onDidChange = this.#owned.add(new Emitter<vscode.Uri>());
  readonly onDidChange = this.#onDidChange.event;
  readonly #shown = new Map<string, Shown>();

  dispose(): void {
    this.#owned.dispose();
  }

  has(uri: vscode.Uri): boolean {
    return this.#shown.has(uri.toString());
  }

  hasLive(uri: vscode.Uri): boolean {
    return this.#shown.get(uri.toString())?.live !== undefined;
  }

  /** `undefined` when the document is closed: what was found otherwise shows again. */
  setLive(uri: vscode.Uri, live: readonly vscode.Diagnostic[] | undefined): void {
    this.#set(uri, { ...this.#shown.get(uri.toString()), live });
  }

  /** `undefined` where nothing is known any more. */
  setFound(uri: vscode.Uri, found: readonly vscode.Diagnostic[] | undefined): void {
    this.#set(uri, { ...this.#shown.get(uri.toString()), found });
  }

  #set(uri: vscode.Uri, shown: Shown): void {
    const visible = shown.live ?? shown.found;
    if (visible === undefined) this.#shown.delete(uri.toString());
    else this.#shown.set(uri.toString(), shown);
    this.#diagnostics.set(uri, visible);
    this.#onDidChange.fire(uri);
  }
}
