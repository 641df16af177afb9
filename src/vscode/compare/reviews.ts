import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { contextKeys } from '../ids';
import type { Review } from './review';

/** So many are remembered; a tab that is older has no commands of ours. */
const mostRemembered = 50;

/** A review, and the one it was made from by leaving out layout. */
interface OpenedReview {
  readonly review: Review;
  readonly whole: Review | undefined;
}

/** The multi-file comparisons that were opened in this window: no stable API tells what such a tab shows. */
export class Reviews implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #opened = new Map<string, OpenedReview>();

  constructor() {
    this.#owned.add(vscode.window.tabGroups.onDidChangeTabs(() => this.#tellEditor()));
    this.#owned.add(vscode.window.tabGroups.onDidChangeTabGroups(() => this.#tellEditor()));
  }

  /** Shows a review in one editor; `whole` is what it was made from. */
  async open(review: Review, whole?: Review): Promise<void> {
    const { title, files } = review;
    this.#opened.delete(title);
    this.#opened.set(title, { review, whole });
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > mostRemembered && oldest !== undefined) this.#opened.delete(oldest);
    const resources = files.map(({ label, original, modified }) => [label, original, modified]);
    await vscode.commands.executeCommand('vscode.changes', title, resources);
    await this.#tellEditor();
  }

  /** The review in front. */
  findActive(): (OpenedReview & { readonly tab: vscode.Tab }) | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    if (tab === undefined || tab.input instanceof vscode.TabInputText || tab.input instanceof vscode.TabInputTextDiff) {
      return undefined;
    }
    // The editor adds the number of files to the title.
    const found = [...this.#opened.values()].findLast(({ review: { title } }) => tab.label.startsWith(title));
    return found && { ...found, tab };
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #tellEditor(): Promise<void> {
    const isActive = this.findActive() !== undefined;
    await vscode.commands.executeCommand('setContext', contextKeys.reviewIsActive, isActive);
  }
}
