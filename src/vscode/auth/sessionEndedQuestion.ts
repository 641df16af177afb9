import * as vscode from 'vscode';
import type { Sessions } from '../../auth/sessions';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/event';
import { commandIds } from '../ids';

const coolDownMs = 60_000;

/**
 * Asks once to sign in again when Bitbucket has ended a session, in the window somebody is looking at; in others it
 * waits until somebody does. Whatever ends within the next minute is not asked about: the views show it.
 */
export class SessionEndedQuestion implements Disposable {
  readonly #sessions: Pick<Sessions, 'getSessions'>;
  readonly #clock: Clock;
  readonly #subscription: Disposable;
  /** Accounts to be asked about. */
  readonly #waiting = new Set<string>();
  #focusing: Disposable | undefined;
  #lastAskedAt = -Infinity;

  constructor({ sessions, clock }: { sessions: Pick<Sessions, 'getSessions' | 'onDidChange'>; clock: Clock }) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#subscription = sessions.onDidChange(({ changed }) => {
      for (const { account, hasEnded } of changed) {
        if (hasEnded) this.#waiting.add(account.id);
      }
      if (this.#waiting.size > 0) this.#askWhenSeen();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#focusing?.dispose();
  }

  #askWhenSeen(): void {
    if (!vscode.window.state.focused) {
      this.#focusing ??= vscode.window.onDidChangeWindowState(() => {
        this.#askWhenSeen();
      });
      return;
    }
    this.#focusing?.dispose();
    this.#focusing = undefined;
    const accountIds = [...this.#waiting];
    this.#waiting.clear();
    const sinceMs = this.#clock.now() - this.#lastAskedAt;
    // Less than nothing: the clock was put back, and says no more how long ago it was.
    if (sinceMs >= 0 && sinceMs < coolDownMs) return;
    this.#lastAskedAt = this.#clock.now();
    void this.#ask(accountIds);
  }

  async #ask(accountIds: readonly string[]): Promise<void> {
    // Another window may have answered the question already.
    const ended = (await this.#sessions.getSessions()).find((it) => it.hasEnded && accountIds.includes(it.account.id));
    if (ended === undefined) return;
    const signIn = vscode.l10n.t('Sign in again');
    const message = vscode.l10n.t(
      'Bitbucket has ended the sign-in of {0}: the access was revoked, has expired, or was not used for three months.',
      ended.account.label,
    );
    if ((await vscode.window.showWarningMessage(message, signIn)) !== signIn) return;
    await vscode.commands.executeCommand(commandIds.reauthorize, ended.account.id);
  }
}
