import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable, Event } from '../../base/event';
import { toLoadFailure, type LoadFailure } from '../../repositories/loadFailure';
import { toFailureText } from '../failureText';

const typingPauseMs = 250;

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What there is to choose from without asking anybody. */
export interface KnownChoices<T> {
  readonly choices: readonly Choice<T>[];
  /** More is coming without being asked for. */
  readonly isLoading?: boolean;
  /** Why there may be less than there should be. */
  readonly failure?: LoadFailure | undefined;
}

export interface SearchPickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  /** Those of the known choices that match what was typed (`''` at first), best first. */
  readonly readKnown: (text: string) => KnownChoices<T>;
  readonly onDidLearn?: Event<unknown>;
  /** Whether the server may know more about this text. */
  readonly isWorthAsking: (text: string) => boolean;
  /** Finds choices on the server and adds them as they come; rejects when it cannot. */
  readonly search: (text: string, add: (choices: readonly Choice<T>[]) => void, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly language: string;
}

/** A row without a value says why something is missing. */
type Row<T> = Choice<T> | (vscode.QuickPickItem & { readonly value?: undefined });

/**
 * Lets the user choose: at once from what is known, and from what the server finds when typing pauses. Resolves
 * `undefined` when dismissed; what fails is a row of the list, and choosing that row tries again.
 */
export async function pickBySearch<T>(options: SearchPickOptions<T>): Promise<T | undefined> {
  const owned = new DisposableStore();
  const picker = owned.add(vscode.window.createQuickPick<Row<T>>());
  picker.title = options.title;
  picker.placeholder = options.placeholder;
  const search = owned.add(new Search(options, picker));
  const chosen = new Promise<T | undefined>((resolve) => {
    owned.add(
      picker.onDidAccept(() => {
        const [row] = picker.selectedItems;
        if (row?.value !== undefined) resolve(row.value);
        else if (row !== undefined) search.start();
      }),
    );
    owned.add(
      picker.onDidHide(() => {
        resolve(undefined);
      }),
    );
  });
  owned.add(
    picker.onDidChangeValue(() => {
      search.start({ afterPause: true });
    }),
  );
  if (options.onDidLearn !== undefined) {
    owned.add(
      options.onDidLearn(() => {
        search.show();
      }),
    );
  }
  picker.show();
  search.start();
  try {
    return await chosen;
  } finally {
    owned.dispose();
  }
}

/** Fills the list for what is typed now. */
class Search<T> implements Disposable {
  readonly #options: SearchPickOptions<T>;
  readonly #picker: vscode.QuickPick<Row<T>>;
  readonly #found = new Map<string, Choice<T>>();
  #cancellation = new AbortController();
  #isAsking = false;
  #failure: LoadFailure | undefined;

  constructor(options: SearchPickOptions<T>, picker: vscode.QuickPick<Row<T>>) {
    this.#options = options;
    this.#picker = picker;
  }

  start({ afterPause = false } = {}): void {
    this.#cancellation.abort();
    this.#cancellation = new AbortController();
    this.#found.clear();
    this.#failure = undefined;
    const text = this.#text;
    this.#isAsking = this.#options.isWorthAsking(text);
    this.show();
    if (this.#isAsking) void this.#ask(text, afterPause, this.#cancellation.signal);
  }

  show(): void {
    const { readKnown, language } = this.#options;
    const { choices, isLoading = false, failure } = readKnown(this.#text);
    const merged = new Map([...choices, ...this.#found.values()].map((choice) => [toKey(choice), choice]));
    // What the server found need not contain the text in a way the editor's own filter sees.
    const rows: Row<T>[] = [...merged.values()].map((choice) => ({ ...choice, alwaysShow: true }));
    const failed = this.#failure ?? failure;
    if (failed !== undefined) rows.push(toFailureRow(failed, language));
    this.#picker.items = rows;
    this.#picker.busy = isLoading || this.#isAsking;
  }

  dispose(): void {
    this.#cancellation.abort();
  }

  get #text(): string {
    return this.#picker.value.trim();
  }

  async #ask(text: string, afterPause: boolean, signal: AbortSignal): Promise<void> {
    const { clock, search } = this.#options;
    const add = (choices: readonly Choice<T>[]) => {
      if (signal.aborted) return;
      for (const choice of choices) this.#found.set(toKey(choice), choice);
      this.show();
    };
    try {
      if (afterPause) await clock.sleep(typingPauseMs, signal);
      await search(text, add, signal);
    } catch (error) {
      if (!signal.aborted) this.#failure = toLoadFailure(error, clock.now());
    }
    if (signal.aborted) return;
    this.#isAsking = false;
    this.show();
  }
}

function toKey({ label, description = '', detail = '' }: vscode.QuickPickItem): string {
  return [label, description, detail].join('\n');
}

function toFailureRow(failure: LoadFailure, language: string): vscode.QuickPickItem {
  const { label, detail } = toFailureText(failure, 'repository', language);
  return { label: `$(error) ${label}`, detail, alwaysShow: true };
}
