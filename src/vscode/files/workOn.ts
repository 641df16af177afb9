import * as vscode from 'vscode';
import { untilAborted } from '../../base/untilAborted';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { isCancellation } from './toFileSystemError';

/** Something failed that was done for a repository; the cause says what. */
export class RepositoryFailure extends Error {
  override readonly name = 'RepositoryFailure';
  readonly repository: RepositoryId;

  constructor(repository: RepositoryId, cause: unknown) {
    super(`${repository.workspace}/${repository.slug}: ${String(cause)}`, { cause });
    this.repository = repository;
  }
}

const patienceMs = 500;

/**
 * Runs work that asks Bitbucket about a repository. What takes longer than a moment is shown with a way to cancel it.
 * Rejects with the abort reason when cancelled, otherwise with a `RepositoryFailure`.
 */
export async function workOn<T>(repository: RepositoryId, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const result = untilAborted(work(controller.signal), controller.signal);
  const timer = setTimeout(() => void showProgress(repository, result, controller), patienceMs);
  try {
    return await result;
  } catch (error) {
    throw isCancellation(error) ? error : new RepositoryFailure(repository, error);
  } finally {
    clearTimeout(timer);
  }
}

async function showProgress(
  { workspace, slug }: RepositoryId,
  result: Promise<unknown>,
  controller: AbortController,
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Asking Bitbucket about {0}', `${workspace}/${slug}`),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (_progress, token) => {
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    await result.catch(() => undefined);
    subscription.dispose();
  });
}
