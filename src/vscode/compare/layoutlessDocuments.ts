import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { toTextWithoutLayout } from '../../pipelines/compare/textWithoutLayout';
import { layoutlessScheme } from '../ids';
import { readLayoutless, toLayoutless, type WholeComparison } from './comparison';
import { readVersion } from './readVersion';

/** Versions of pipelines without their layout, kept in step with what is typed into the files themselves. */
export class LayoutlessDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#onDidChange.event;
  /** By the address of the file itself. */
  readonly #shown = new Map<string, vscode.Uri>();

  constructor() {
    this.#owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const shown = this.#shown.get(document.uri.toString());
        if (shown !== undefined) this.#onDidChange.fire(shown);
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        const source = uri.scheme === layoutlessScheme ? readLayoutless(uri)?.source.toString() : undefined;
        if (source !== undefined) this.#shown.delete(source);
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const source = readLayoutless(uri)?.source;
    if (source === undefined) return '';
    this.#shown.set(source.toString(), uri);
    return toTextWithoutLayout(await readVersion(source));
  }

  /** Both sides without their layout, as they are now. */
  toSides({ original, modified, title }: WholeComparison): readonly [vscode.Uri, vscode.Uri] {
    const sides = [toLayoutless(original, title), toLayoutless(modified, title)] as const;
    for (const side of sides) this.#onDidChange.fire(side);
    return sides;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
