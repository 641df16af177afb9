import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { toRepositoryLink } from '../../repositories/bitbucketLink';
import { DraftStoreError } from '../../repositories/drafts/draftStoreError';
import { toLoadFailure } from '../../repositories/loadFailure';
import { toFailureText, type FailureRemedy } from '../failureText';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import { toPlainText } from '../plainText';
import type { FileCommandContext } from './fileCommandContext';
import { isCancellation } from './isCancellation';
import { RepositoryFailure } from './workOn';
import { explainRefusal } from './writeRefusals';

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
    const { repository, cause = error } = error instanceof RepositoryFailure ? error : {};
    const retry = () => runCommand(context, action);
    await showFailure(cause, { repository, webUrl: context.webUrl, retry });
  }
}

export interface FailureContext {
  /** What the failed action was about, if it was about one. */
  readonly repository: RepositoryId | undefined;
  readonly webUrl: () => string;
  readonly retry: () => PromiseLike<unknown>;
}

/** Says why something failed, with a button for what would help. Resolves when that is done or the message dismissed. */
export async function showFailure(error: unknown, context: FailureContext): Promise<void> {
  const refusal = explainRefusal(error);
  if (refusal !== undefined) {
    await offer(toPlainText(refusal), toRefusalHelp(error, context));
    return;
  }
  const subject = context.repository === undefined ? 'workspaces' : 'repository';
  const failure = toLoadFailure(error, Date.now());
  const { label, detail, remedy } = toFailureText(failure, subject, vscode.env.language);
  await offer(`${label}. ${detail}`, toHelp(remedy, context));
}

async function offer(message: string, help: Help): Promise<void> {
  if ((await vscode.window.showErrorMessage(message, help.title)) === help.title) await help.run();
}

/** What drafts could not take may go well the second time; so may a name, when another one is typed. */
function toRefusalHelp(error: unknown, context: FailureContext): Help {
  return DraftStoreError.is(error, 'notAllowed') || DraftStoreError.is(error, 'failed')
    ? toHelp('showLog', context)
    : toHelp('retry', context);
}

interface Help {
  readonly title: string;
  readonly run: () => PromiseLike<unknown>;
}

function toHelp(remedy: FailureRemedy, { repository, webUrl, retry }: FailureContext): Help {
  const toCommand = (title: string, id: string): Help => ({ title, run: () => vscode.commands.executeCommand(id) });
  const showLog = toCommand(vscode.l10n.t('Show log'), commandIds.showLog);
  switch (remedy) {
    case 'retry':
      return { title: vscode.l10n.t('Try again'), run: retry };
    case 'refreshWorkspace':
      return toCommand(vscode.l10n.t('Refresh the list'), commandIds.refreshRepositories);
    case 'signIn':
      return toCommand(vscode.l10n.t('Sign in'), commandIds.signIn);
    case 'reauthorize':
      return toCommand(vscode.l10n.t('Sign in again'), commandIds.reauthorize);
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
