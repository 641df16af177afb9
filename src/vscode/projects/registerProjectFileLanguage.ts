import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { projectFileName } from './projectFileName';

/** Typing goes on while nothing is checked. */
const typingPauseMs = 250;

/** Checks project files while they are edited, completes and explains them, wherever they are: in a clone or on Bitbucket. */
export function registerProjectFileLanguage(clock: Clock): Disposable {
  const owned = new DisposableStore();
  const selector: vscode.DocumentSelector = { pattern: `**/${projectFileName}` };
  owned.add(
    vscode.languages.registerCompletionItemProvider(selector, {
      provideCompletionItems: async (document, position) => {
        const { createCompletions } = await import('./projectFileLanguage');
        return createCompletions(document, position);
      },
    }),
  );
  owned.add(
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => {
        const { createHover } = await import('./projectFileLanguage');
        return createHover(document, position);
      },
    }),
  );
  owned.add(new ProjectFileCheck(clock));
  return owned;
}

function isProjectFile({ uri }: vscode.TextDocument): boolean {
  // The sides of a diff are documents of their own, which nobody edits.
  return (
    /^(file|maia-bitbucket|vscode-remote|vscode-vfs|untitled)$/.test(uri.scheme) &&
    uri.path.endsWith(`/${projectFileName}`)
  );
}

/** Shows what is wrong in the project files that are open, a moment after the last change. */
class ProjectFileCheck implements Disposable {
  readonly #clock: Clock;
  readonly #owned = new DisposableStore();
  readonly #waiting = new Map<string, AbortController>();
  readonly #diagnostics = this.#owned.add(vscode.languages.createDiagnosticCollection('maia-project-file'));

  constructor(clock: Clock) {
    this.#clock = clock;
    const check = (document: vscode.TextDocument, pauseMs: number) => {
      if (isProjectFile(document)) void this.#check(document, pauseMs);
    };
    this.#owned.add(
      vscode.workspace.onDidOpenTextDocument((document) => {
        check(document, 0);
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        check(document, typingPauseMs);
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#stop(uri.toString());
        this.#diagnostics.delete(uri);
      }),
    );
    for (const document of vscode.workspace.textDocuments) check(document, 0);
  }

  dispose(): void {
    for (const key of [...this.#waiting.keys()]) this.#stop(key);
    this.#owned.dispose();
  }

  async #check(document: vscode.TextDocument, pauseMs: number): Promise<void> {
    const key = document.uri.toString();
    this.#stop(key);
    const controller = new AbortController();
    this.#waiting.set(key, controller);
    try {
      if (pauseMs > 0) await this.#clock.sleep(pauseMs, controller.signal);
      const { createDiagnostics } = await import('./projectFileLanguage');
      if (!controller.signal.aborted) this.#diagnostics.set(document.uri, createDiagnostics(document));
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  }

  #stop(key: string): void {
    this.#waiting.get(key)?.abort();
    this.#waiting.delete(key);
  }
}
