import * as vscode from 'vscode';
import { Emitter } from '../../base/event';
import { untilAborted } from '../../base/untilAborted';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { isCancellation } from './isCancellation';

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

/** Says how far the work is, once it is shown. */
export type Report = (message: string) => void;

/**
 * Runs work that asks Bitbucket about a repository. What takes longer than a moment is shown with a way to cancel it.
 * Rejects with the abort reason when cancelled, otherwise with a `RepositoryFailure`.
 */
export async function workOn<T>(
  repository: RepositoryId,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const reports = new Emitter<string>();
  const report: Report = (message) => {
    reports.fire(message);
  };
  const result = untilAborted(work(controller.signal, report), controller.signal);
  const timer = setTimeout(() => void showProgress(repository, result, { controller, reports }), patienceMs);
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
  { controller, reports }: { readonly controller: AbortController; readonly reports: Emitter<string> },
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Asking Bitbucket about {0}', `${workspace}/${slug}`),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    reports.event((message) => {
      progress.report({ message });
    });
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    await result.catch(() => undefined);
    subscription.dispose();
  });
}
