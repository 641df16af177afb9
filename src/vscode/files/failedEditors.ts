import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import type { ReadFailure } from './bitbucketFileSystem';
import { readUri } from './locationUri';

const waitForTabMs = 3000;

/**
 * An editor whose file could not be read says only that something unexpected happened. Where the user looks at such an
 * editor, this says what, and offers what would help; one message at a time, and none for files read in the background.
 */
export class FailedEditors implements Disposable {
  readonly #failed = new Map<string, vscode.Uri>();
  readonly #webUrl: () => string;
  readonly #subscription: Disposable;
  #isTelling = false;

  /** `webUrl` is Bitbucket's website, as set now. */
  constructor(onDidFailToRead: vscode.Event<ReadFailure>, webUrl: () => string) {
    this.#webUrl = webUrl;
    this.#subscription = onDidFailToRead((failure) => {
      this.#failed.set(failure.uri.toString(), failure.uri);
      void this.#tell(failure);
    });
  }

  /** Reads the files on screen again that could not be read before. */
  openAgain(): void {
    const failed = [...this.#failed.values()];
    this.#failed.clear();
    for (const uri of failed) if (isOnScreen(uri)) void reopen(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell({ uri, error }: ReadFailure): Promise<void> {
    if (!(await comesOnScreen(uri)) || this.#isTelling) return;
    this.#isTelling = true;
    try {
      const { showFailure } = await import('./runCommand');
      const repository = readUri(uri)?.location.repository;
      await showFailure(error, { repository, webUrl: this.#webUrl, retry: () => reopen(uri) });
    } finally {
      this.#isTelling = false;
    }
  }
}

/** The tab of a file appears only after its reading failed. */
async function comesOnScreen(uri: vscode.Uri): Promise<boolean> {
  if (isOnScreen(uri)) return true;
  return new Promise((resolve) => {
    const end = (isThere: boolean) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(isThere);
    };
    const timer = setTimeout(end, waitForTabMs, false);
    const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (isOnScreen(uri)) end(true);
    });
  });
}

function isOnScreen(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ activeTab }) => {
    const input = activeTab?.input;
    const hasFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
    return hasFile && input.uri.toString() === uri.toString();
  });
}

async function reopen(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri, { preserveFocus: true });
}
