import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';

/** Knows of the files it has just read whether they are text in another encoding than UTF-8. */
export interface EncodingSource {
  isForeignText(uri: vscode.Uri): boolean;
}

/** Says of a file that opens as text and is not UTF-8 that some of its characters are wrong; once per file and window. */
export class EncodingNotices implements Disposable {
  readonly #source: EncodingSource;
  readonly #told = new Set<string>();
  readonly #subscription: Disposable;

  constructor(source: EncodingSource) {
    this.#source = source;
    this.#subscription = vscode.workspace.onDidOpenTextDocument((document) => void this.#look(document));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    const key = uri.toString();
    if (!this.#source.isForeignText(uri) || this.#told.has(key)) return;
    // With the right encoding in the settings nothing is wrong.
    if (!document.getText().includes('\ufffd')) return;
    this.#told.add(key);
    const { warnAboutEncoding } = await import('./warnAboutEncoding');
    await warnAboutEncoding(uri);
  }
}
