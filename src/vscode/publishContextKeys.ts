import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event';
import { contextKeys } from './ids';

export interface SignInState {
  /** Silent: no question, no request. */
  readonly accounts: () => Promise<readonly unknown[]>;
  readonly onDidChangeAccounts: Event<unknown>;
  readonly consumers: { readonly hasConsumer: boolean; readonly onDidChange: Event<unknown> };
}

/** Keeps what `when` clauses ask about signing in true, in the order in which it happened. */
export function publishContextKeys({ accounts, onDidChangeAccounts, consumers }: SignInState): Disposable {
  let last = Promise.resolve();
  const set = (key: string, value: boolean) => vscode.commands.executeCommand('setContext', key, value);
  const publish = async () => {
    // Secrets that cannot be read count as signed out; whoever needs a session says why there is none.
    const isSignedIn = await accounts().then(
      ({ length }) => length > 0,
      () => false,
    );
    await Promise.all([
      set(contextKeys.signedIn, isSignedIn),
      set(contextKeys.hasConsumer, consumers.hasConsumer),
      set(contextKeys.isReady, true),
    ]);
  };
  const renew = () => {
    last = last.then(publish, publish);
    // The editor refuses commands only while it closes.
    last.catch(() => undefined);
  };
  renew();
  return vscode.Disposable.from(onDidChangeAccounts(renew), consumers.onDidChange(renew));
}
