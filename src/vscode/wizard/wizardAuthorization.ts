import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { WizardRequests } from '../../wizard/protocol';
import type { Authorization } from '../../wizard/wizardState';
import { commandIds } from '../ids';
import type { AuthorizationSource, SignedInAccount, SignInEnd } from './authorizationSource';
import type { LiveWizard } from './liveWizard';

/** Keeps what the wizard says about the authorization true, and signs in for it. */
export class WizardAuthorization implements Disposable {
  readonly #wizard: LiveWizard;
  readonly #source: AuthorizationSource;
  readonly #owned = new DisposableStore();
  #wanted: string | undefined;
  #isWaiting = false;
  #lookUps = 0;

  /** `preferred` is the account to use while it is signed in. */
  constructor(wizard: LiveWizard, source: AuthorizationSource, preferred?: string) {
    this.#wizard = wizard;
    this.#source = source;
    this.#wanted = preferred ?? wizard.accountId;
    this.#owned.add(source.onDidChange(() => void this.lookUp()));
  }

  /** Never rejects; a later look-up takes the place of an earlier one. */
  async lookUp(failure?: string): Promise<void> {
    const turn = ++this.#lookUps;
    const value = await this.#read(failure);
    // While a sign-in waits only its success is news: it may have been finished in another window.
    if (turn !== this.#lookUps || (this.#isWaiting && value.kind !== 'authorized')) return;
    this.#wizard.apply({ kind: 'authorization', value });
  }

  async signIn(how: WizardRequests['signIn'][0]): Promise<void> {
    if (how === 'pasteConsumer') {
      // Resolves only when its last message is gone; a consumer that was stored is heard of before.
      void vscode.commands.executeCommand(commandIds.pasteConsumer);
      return;
    }
    if (this.#isWaiting) {
      if (how === 'anotherWay') await this.#source.tryAnotherWay();
      return;
    }
    await this.#run(() => this.#source.signIn(how));
  }

  cancel(): void {
    this.#source.cancel();
  }

  /** The same account once more. */
  async reauthorize(): Promise<void> {
    const { accountId } = this.#wizard;
    if (this.#isWaiting) return;
    await this.#run(() =>
      accountId === undefined ? this.#source.signIn('default') : this.#source.signInAgain(accountId),
    );
  }

  /** Somebody who is signed in already, or a further account; whoever was used stays signed in. */
  async useAnother(): Promise<void> {
    const usable = await this.#readUsable();
    const others = usable.filter(({ id }) => id !== this.#wizard.accountId);
    const chosen = others.length === 0 ? 'further' : await pickAccount(others);
    if (chosen === undefined || this.#isWaiting) return;
    if (chosen === 'further') {
      await this.#run(() => this.#source.signIn('default'));
      return;
    }
    this.#wanted = chosen.id;
    await this.lookUp();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #run(signIn: () => Promise<SignInEnd>): Promise<void> {
    this.#isWaiting = true;
    // Whoever is authorized stays so until somebody else is.
    if (this.#wizard.accountId === undefined) this.#wizard.apply({ kind: 'authorization', value: { kind: 'waiting' } });
    const end = await signIn().finally(() => {
      this.#isWaiting = false;
    });
    if (end.kind === 'signedIn') this.#wanted = end.accountId;
    await this.lookUp(end.kind === 'notSignedIn' ? end.reason : undefined);
  }

  async #read(failure: string | undefined): Promise<Authorization> {
    try {
      const usable = await this.#readUsable();
      const account = usable.find(({ id }) => id === (this.#wanted ?? this.#wizard.accountId)) ?? usable[0];
      if (account === undefined) return { kind: 'none', canSignIn: this.#source.canSignIn(), failure };
      this.#wanted = account.id;
      return { kind: 'authorized', accountId: account.id, label: account.label };
    } catch {
      const reason = vscode.l10n.t('The sign-ins that are kept on this computer could not be read.');
      return { kind: 'none', canSignIn: this.#source.canSignIn(), failure: failure ?? reason };
    }
  }

  async #readUsable(): Promise<readonly SignedInAccount[]> {
    return (await this.#source.accounts()).filter(({ hasEnded }) => !hasEnded);
  }
}

async function pickAccount(others: readonly SignedInAccount[]): Promise<SignedInAccount | 'further' | undefined> {
  const items = [
    ...others.map((account) => ({ label: account.label, value: account })),
    { label: vscode.l10n.t('Sign in with a further account…'), value: 'further' as const },
  ];
  const title = vscode.l10n.t('Which Bitbucket account shall the project be created with?');
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}
