import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/event';
import type { BranchTips, OutdatedTip } from '../../repositories/branchTips';
import { toFailureText } from '../failureText';
import { commandIds } from '../ids';
import { toRelativeTime } from '../relativeTime';

const renewAgeEveryMs = 60_000;

/** Says in the status bar that, and how old, what is shown is while Bitbucket cannot be asked. A click asks again. */
export class OfflineStatus implements Disposable {
  readonly #clock: Clock;
  readonly #language: string;
  readonly #watched = new Set<BranchTips>();
  #item: vscode.StatusBarItem | undefined;
  #aging: NodeJS.Timeout | undefined;

  constructor(clock: Clock, language: string) {
    this.#clock = clock;
    this.#language = language;
  }

  watch(tips: BranchTips): Disposable {
    this.#watched.add(tips);
    const subscription = tips.onDidChangeOutdated(() => {
      this.#show();
    });
    this.#show();
    return {
      dispose: () => {
        subscription.dispose();
        this.#watched.delete(tips);
      },
    };
  }

  askAgain(options: { readonly isForced: boolean }): void {
    for (const tips of this.#watched) void tips.askAgain(options);
  }

  dispose(): void {
    clearInterval(this.#aging);
    this.#item?.dispose();
  }

  #show(): void {
    const outdated = [...this.#watched].flatMap((tips) => tips.outdated);
    const [oldest] = outdated.toSorted((a, b) => a.seenMs - b.seenMs);
    clearInterval(this.#aging);
    if (oldest === undefined) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#aging = setInterval(() => {
      this.#show();
    }, renewAgeEveryMs);
    const item = (this.#item ??= this.#createItem());
    const age = toRelativeTime(oldest.seenMs, this.#clock.now(), this.#language);
    item.text = `$(cloud) ${vscode.l10n.t('Offline · as of {0}', age)}`;
    item.tooltip = this.#createTooltip(outdated);
    item.accessibilityInformation = { label: vscode.l10n.t('Bitbucket: offline, as of {0}. Try again.', age) };
    item.show();
  }

  #createItem(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('maia.offline', vscode.StatusBarAlignment.Left);
    item.name = vscode.l10n.t('Bitbucket connection');
    item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    item.command = { command: commandIds.reachBitbucket, title: vscode.l10n.t('Try again') };
    return item;
  }

  #createTooltip(outdated: readonly OutdatedTip[]): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString();
    const [first] = outdated;
    if (first === undefined) return tooltip;
    const { label, detail } = toFailureText(first.failure, 'repository', this.#language);
    tooltip.appendText(`${label}. ${detail}`);
    for (const { repository, branch, seenMs } of outdated) {
      const age = toRelativeTime(seenMs, this.#clock.now(), this.#language);
      tooltip.appendMarkdown('\n\n');
      tooltip.appendText(vscode.l10n.t('{0} as of {1}', `${repository.workspace}/${repository.slug} @ ${branch}`, age));
    }
    tooltip.appendMarkdown('\n\n');
    tooltip.appendText(vscode.l10n.t('What was read before can be read and edited. Click to try again.'));
    return tooltip;
  }
}
