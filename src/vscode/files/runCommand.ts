import * as vscode from 'vscode';
import { AuthError } from '../../auth/authError';
import { assertNever } from '../../base/assertNever';
import type { Log } from '../../base/log';
import { toLoadFailure } from '../../repositories/loadFailure';
import { commandIds } from '../ids';
import { toFailureText, type FailureRemedy } from '../failureText';
import { SignedOutError } from './signedOutError';
import { isCancellation } from './toFileSystemError';

/** Does what the user asked for; when that fails, says why and offers what would help. Cancelling is silent. */
export async function runCommand(log: Log, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (isCancellation(error)) return;
    log.warn(`A command failed: ${String(error)}`);
    await showFailure(error, () => runCommand(log, action));
  }
}

/** Says why something failed, with a button for what would help. Resolves when that is done or dismissed. */
export async function showFailure(error: unknown, retry: () => PromiseLike<unknown>): Promise<void> {
  const { message, remedy } = toMessage(error);
  const pressed = await vscode.window.showErrorMessage(message, toButton(remedy));
  if (pressed === undefined) return;
  const command = toCommand(remedy);
  await (command === undefined ? retry() : vscode.commands.executeCommand(command));
}

function toMessage(error: unknown): { readonly message: string; readonly remedy: FailureRemedy } {
  if (error instanceof SignedOutError || AuthError.is(error, 'signedOut')) {
    return { message: vscode.l10n.t('You are not signed in to Bitbucket.'), remedy: 'signIn' };
  }
  const { label, detail, remedy } = toFailureText(toLoadFailure(error, Date.now()), 'repository', vscode.env.language);
  return { message: `${label}. ${detail}`, remedy };
}

function toButton(remedy: FailureRemedy): string {
  switch (remedy) {
    case 'retry':
      return vscode.l10n.t('Try Again');
    case 'refreshWorkspace':
      return vscode.l10n.t('Refresh Repositories');
    case 'signIn':
      return vscode.l10n.t('Sign In');
    case 'openOnBitbucket':
    case 'showLog':
      return vscode.l10n.t('Show Log');
    default:
      return assertNever(remedy);
  }
}

/** `undefined` stands for doing it again. */
function toCommand(remedy: FailureRemedy): string | undefined {
  switch (remedy) {
    case 'retry':
      return undefined;
    case 'refreshWorkspace':
      return commandIds.refreshRepositories;
    case 'signIn':
      return commandIds.signIn;
    case 'openOnBitbucket':
    case 'showLog':
      return commandIds.showLog;
    default:
      return assertNever(remedy);
  }
}
