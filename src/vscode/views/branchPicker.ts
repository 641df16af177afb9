import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Branch } from '../../bitbucket/model';
import { toLoadFailure } from '../../repositories/loadFailure';
import { toFailureText } from '../failureText';
import { toRelativeTime } from '../relativeTime';

const typingPauseMs = 250;

export interface BranchPickerOptions {
  readonly api: Pick<BitbucketApi, 'listBranches'>;
  readonly repository: RepositoryId;
  readonly current: string | undefined;
  readonly clock: Clock;
  readonly language: string;
}

type BranchItem = vscode.QuickPickItem & { readonly branch?: string };

/** Lets the user choose a branch; where there are more than a page, Bitbucket searches. `undefined` when cancelled. */
export async function pickBranch(options: BranchPickerOptions): Promise<string | undefined> {
  const owned = new DisposableStore();
  const picker = owned.add(vscode.window.createQuickPick<BranchItem>());
  picker.title = vscode.l10n.t('Branches of {0}', `${options.repository.workspace}/${options.repository.slug}`);
  picker.placeholder = vscode.l10n.t('Branch to show; type to search');
  const search = owned.add(new BranchSearch(options, picker));
  const chosen = new Promise<string | undefined>((resolve) => {
    owned.add(
      picker.onDidAccept(() => {
        const branch = picker.selectedItems[0]?.branch;
        if (branch !== undefined) resolve(branch);
      }),
    );
    owned.add(
      picker.onDidHide(() => {
        resolve(undefined);
      }),
    );
  });
  owned.add(picker.onDidChangeValue((text) => void search.type(text)));
  picker.show();
  void search.start();
  try {
    return await chosen;
  } finally {
    owned.dispose();
  }
}

/** Fills the list: the first page, and what Bitbucket finds where that was not all. */
class BranchSearch {
  readonly #options: BranchPickerOptions;
  readonly #picker: vscode.QuickPick<BranchItem>;
  #cancellation = new AbortController();
  #firstPage: readonly Branch[] = [];
  #isComplete = false;

  constructor(options: BranchPickerOptions, picker: vscode.QuickPick<BranchItem>) {
    this.#options = options;
    this.#picker = picker;
  }

  async start(): Promise<void> {
    await this.#fill(undefined, this.#cancellation.signal);
  }

  async type(text: string): Promise<void> {
    const wanted = text.trim();
    // The editor filters a complete list by itself.
    if (this.#isComplete) return;
    this.#cancellation.abort();
    this.#cancellation = new AbortController();
    const { signal } = this.#cancellation;
    if (wanted === '' && this.#firstPage.length > 0) {
      this.#show(this.#firstPage);
      return;
    }
    try {
      await this.#options.clock.sleep(typingPauseMs, signal);
    } catch {
      return;
    }
    await this.#fill(wanted === '' ? undefined : wanted, signal);
  }

  dispose(): void {
    this.#cancellation.abort();
  }

  async #fill(nameContains: string | undefined, signal: AbortSignal): Promise<void> {
    const { api, repository, clock, language } = this.#options;
    this.#picker.busy = true;
    try {
      const pages = api.listBranches(repository, { signal, ...(nameContains === undefined ? {} : { nameContains }) });
      for await (const { values, size } of pages) {
        if (signal.aborted) return;
        if (nameContains === undefined) {
          this.#firstPage = values;
          this.#isComplete = size !== undefined && size <= values.length;
        }
        this.#show(values);
        break;
      }
    } catch (error) {
      if (signal.aborted) return;
      const { label, detail } = toFailureText(toLoadFailure(error, clock.now()), 'repository', language);
      this.#picker.items = [{ label: `$(error) ${label}`, detail, alwaysShow: true }];
    } finally {
      if (!signal.aborted) this.#picker.busy = false;
    }
  }

  #show(branches: readonly Branch[]): void {
    const { current, clock, language } = this.#options;
    this.#picker.items = branches.map(({ name, date }) => {
      const time = Date.parse(date);
      return {
        label: name,
        branch: name,
        ...(Number.isNaN(time) ? {} : { description: toRelativeTime(time, clock.now(), language) }),
        ...(name === current ? { iconPath: new vscode.ThemeIcon('check') } : {}),
      };
    });
  }
}
