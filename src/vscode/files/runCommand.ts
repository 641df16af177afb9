import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { toRepositoryLink } from '../../repositories/bitbucketLink';
import { toLoadFailure } from '../../repositories/loadFailure';
import { toFailureText, type FailureRemedy } from '../failureText';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import type { FileCommandContext } from './fileCommandContext';
import { isCancellation } from './toFileSystemError';
import { RepositoryFailure } from './workOn';

/** Does what the user asked for; when that fails, says why and offers what would help. Cancelling is silent. */
export async function runCommand(
  context: Pick<FileCommandContext, 'log' | 'webUrl'>,
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (isCancellation(error)) return;
    context.log.warn(`A command failed: ${String(error)}`);
    await showFailure(error, context.webUrl, () => runCommand(context, action));
  }
}

/**
 * Says why something failed, with a button for what would help. A `RepositoryFailure` also says where. Resolves when the
 * help is done or the message dismissed.
 */
export async function showFailure(
  error: unknown,
  webUrl: () => string,
  retry: () => PromiseLike<unknown>,
): Promise<void> {
  const repository = error instanceof RepositoryFailure ? error.repository : undefined;
  const failure = toLoadFailure(error instanceof RepositoryFailure ? error.cause : error, Date.now());
  const subject = repository === undefined ? 'workspaces' : 'repository';
  const { label, detail, remedy } = toFailureText(failure, subject, vscode.env.language);
  const help = toHelp(remedy, repository, webUrl, retry);
  if ((await vscode.window.showErrorMessage(`${label}. ${detail}`, help.title)) === help.title) await help.run();
}

interface Help {
  readonly title: string;
  readonly run: () => PromiseLike<unknown>;
}

function toHelp(
  remedy: FailureRemedy,
  repository: RepositoryId | undefined,
  webUrl: () => string,
  retry: Help['run'],
): Help {
  const toCommand = (title: string, id: string): Help => ({ title, run: () => vscode.commands.executeCommand(id) });
  const showLog = toCommand(vscode.l10n.t('Show log'), commandIds.showLog);
  switch (remedy) {
    case 'retry':
      return { title: vscode.l10n.t('Try again'), run: retry };
    case 'refreshWorkspace':
      return toCommand(vscode.l10n.t('Refresh the list'), commandIds.refreshRepositories);
    case 'signIn':
      return toCommand(vscode.l10n.t('Sign in'), commandIds.signIn);
    case 'openOnBitbucket':
      if (repository === undefined) return showLog;
      return {
        title: vscode.l10n.t('Open on Bitbucket'),
        run: () => openInBrowser(toRepositoryLink(webUrl(), repository)),
      };
    case 'showLog':
      return showLog;
    default:
      return assertNever(remedy);
  }
}
