import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { WizardRequests } from '../../wizard/protocol';
import type { Authorization } from '../../wizard/wizardState';
import { commandIds } from '../ids';
import type { AuthorizationSource, SignedInAccount, SignInEnd } from './authorizationSource';
import type { LiveWizard } from './liveWizard';

interface UsedAccount {
  readonly accountId: string;
  readonly label: string;
}

/** Keeps what the wizard says about the authorization true, and signs in for it. */
export class WizardAuthorization implements Disposable {
  readonly #wizard: LiveWizard;
  readonly #source: AuthorizationSource;
  readonly #owned = new DisposableStore();
  #wanted: string | undefined;
  /** Who was authorized last. */
  #used: UsedAccount | undefined;
  #isWaiting = false;
  #lookUps = 0;

  /** `preferred` is the account to use. */
  constructor(wizard: LiveWizard, source: AuthorizationSource, preferred?: string) {
    this.#wizard = wizard;
    this.#source = source;
    this.#used = findUsed(wizard.state.authorization);
    this.#wanted = preferred ?? this.#used?.accountId;
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

  /** The same account once more, signed in or not. Resolves with whether it is the one that was authorized before. */
  async reauthorize(): Promise<boolean> {
    const { accountId } = this.#wizard;
    const wanted = this.#wanted;
    if (this.#isWaiting) return false;
    const end = await this.#run(() =>
      wanted === undefined ? this.#source.signIn('default') : this.#source.signInAgain(wanted),
    );
    return end.kind === 'signedIn' && end.accountId === accountId;
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

  async #run(signIn: () => Promise<SignInEnd>): Promise<SignInEnd> {
    this.#isWaiting = true;
    // Whoever is authorized stays so until somebody else is.
    if (this.#wizard.accountId === undefined) this.#wizard.apply({ kind: 'authorization', value: { kind: 'waiting' } });
    const end = await signIn().finally(() => {
      this.#isWaiting = false;
    });
    if (end.kind === 'signedIn') this.#wanted = end.accountId;
    await this.lookUp(end.kind === 'notSignedIn' ? end.reason : undefined);
    return end;
  }

  async #read(failure: string | undefined): Promise<Authorization> {
    try {
      const usable = await this.#readUsable();
      const wanted = this.#wanted;
      // Whoever is gone is asked for: with another account something else would be checked, and others named as the author.
      const account = wanted === undefined ? usable[0] : usable.find(({ id }) => id === wanted);
      if (account === undefined) return this.#toNone(usable.length > 0, failure);
      this.#wanted = account.id;
      this.#used = { accountId: account.id, label: account.label };
      return { kind: 'authorized', ...this.#used };
    } catch {
      const reason = vscode.l10n.t('The sign-ins that are kept on this computer could not be read.');
      return { kind: 'none', canSignIn: this.#source.canSignIn(), failure: failure ?? reason };
    }
  }

  #toNone(hasOthers: boolean, failure: string | undefined): Authorization {
    const gone = this.#used?.accountId === this.#wanted ? this.#used : undefined;
    return { kind: 'none', canSignIn: this.#source.canSignIn(), failure, gone, hasOthers };
  }

  async #readUsable(): Promise<readonly SignedInAccount[]> {
    return (await this.#source.accounts()).filter(({ hasEnded }) => !hasEnded);
  }
}

function findUsed(authorization: Authorization): UsedAccount | undefined {
  switch (authorization.kind) {
    case 'authorized':
      return { accountId: authorization.accountId, label: authorization.label };
    case 'none':
      return authorization.gone;
    case 'unknown':
    case 'waiting':
      return undefined;
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
