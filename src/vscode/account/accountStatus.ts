import * as vscode from 'vscode';
import type { Session } from '../../auth/session';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import type { AccountContext } from './accountContext';

/** Says in the status bar who is signed in; hidden while nobody is. A click tells more. */
export class AccountStatus implements Disposable {
  readonly #sessions: AccountContext['sessions'];
  readonly #log: Pick<Log, 'debug'>;
  readonly #subscription: Disposable;
  #item: vscode.StatusBarItem | undefined;

  constructor(sessions: AccountContext['sessions'], log: Pick<Log, 'debug'>) {
    this.#sessions = sessions;
    this.#log = log;
    this.#subscription = sessions.onDidChange(() => void this.#follow());
    void this.#follow();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item?.dispose();
  }

  async #follow(): Promise<void> {
    try {
      this.#show(await this.#sessions.getSessions());
    } catch {
      this.#log.debug('Who is signed in could not be read for the status bar.');
    }
  }

  #show(sessions: readonly Session[]): void {
    const [first] = sessions;
    if (first === undefined) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    const ended = sessions.filter(({ hasEnded }) => hasEnded);
    const item = (this.#item ??= createItem());
    const who =
      sessions.length === 1 ? toPlainText(first.account.label) : vscode.l10n.t('{0} accounts', sessions.length);
    item.text = `$(${ended.length > 0 ? 'warning' : 'account'}) ${withoutIcons(who)}`;
    item.tooltip = explain(sessions);
    item.accessibilityInformation = { label: `${vscode.l10n.t('Bitbucket account')}: ${explain(sessions)}` };
    item.show();
  }
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('maia.account', vscode.StatusBarAlignment.Right, 50);
  item.name = vscode.l10n.t('Bitbucket account');
  item.command = commandIds.showAccount;
  return item;
}

function explain(sessions: readonly Session[]): string {
  const lines = sessions.map(({ account, hasEnded }) =>
    hasEnded
      ? vscode.l10n.t('{0}: the sign-in has ended, sign in again', account.label)
      : vscode.l10n.t('Signed in to Bitbucket as {0}', account.label),
  );
  return lines.map(toPlainText).join('\n');
}

/** The status bar makes icons of `$(…)`. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}
