import * as vscode from 'vscode';
import { isCancellation } from './toFileSystemError';

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface SearchPickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  /** Finds choices for what was typed (`''` at first) and adds them as they come. */
  readonly search: (text: string, add: (choices: readonly Choice<T>[]) => void, signal: AbortSignal) => Promise<void>;
}

const typingPauseMs = 250;

/** Lets the user choose from what a server finds. Resolves `undefined` when dismissed; rejects when a search fails. */
export async function pickBySearch<T>({ title, placeholder, search }: SearchPickOptions<T>): Promise<T | undefined> {
  const picker = vscode.window.createQuickPick<Choice<T>>();
  Object.assign(picker, { title, placeholder, matchOnDescription: true });
  let current = new AbortController();
  let pause: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      const start = () => {
        current.abort();
        const { signal } = (current = new AbortController());
        const found = new Map<string, Choice<T>>();
        picker.busy = true;
        const add = (choices: readonly Choice<T>[]) => {
          if (signal.aborted) return;
          for (const choice of choices) found.set(`${choice.label}\n${choice.description ?? ''}`, choice);
          picker.items = [...found.values()];
        };
        search(picker.value, add, signal)
          .catch((error: unknown) => {
            if (!signal.aborted && !isCancellation(error))
              reject(error instanceof Error ? error : new Error(String(error)));
          })
          .finally(() => {
            if (!signal.aborted) picker.busy = false;
          });
      };
      picker.onDidChangeValue(() => {
        clearTimeout(pause);
        pause = setTimeout(start, typingPauseMs);
      });
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen !== undefined) resolve(chosen.value);
      });
      picker.onDidHide(() => {
        resolve(undefined);
      });
      picker.show();
      start();
    });
  } finally {
    clearTimeout(pause);
    current.abort();
    picker.dispose();
  }
}
