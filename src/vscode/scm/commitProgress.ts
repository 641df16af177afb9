import * as vscode from 'vscode';

const patienceMs = 1000;

/**
 * Shows in the Source Control view that work is under way; what takes longer than a moment says what it is, with a way
 * to cancel it. Settles like the work.
 */
export async function showCommitProgress<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const result = work(controller.signal);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  void vscode.window.withProgress({ location: vscode.ProgressLocation.SourceControl }, () => settled);
  const timer = setTimeout(() => void showWithCancel(title, settled, controller), patienceMs);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}

async function showWithCancel(title: string, settled: Promise<unknown>, controller: AbortController): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (_progress, token) => {
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    await settled;
    subscription.dispose();
  });
}
