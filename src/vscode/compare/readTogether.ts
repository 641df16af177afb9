import * as vscode from 'vscode';
import { workCancellably } from '../files/cancellableWork';

/** So many are read at a time, which cost two requests each at most. */
const together = 6;

/**
 * Reads something of every item, some at a time, with a notification that can cancel it. What fails is `undefined`.
 * Rejects with the abort reason when it was cancelled.
 */
export function readTogether<T, R>(
  items: readonly T[],
  read: (item: T) => Promise<R>,
): Promise<readonly (R | undefined)[]> {
  return workCancellably(vscode.l10n.t('Comparing pipelines'), async (signal, report) => {
    const results: (R | undefined)[] = [];
    for (let from = 0; from < items.length; from += together) {
      report(vscode.l10n.t('{0} of {1}', from, items.length));
      const some = items.slice(from, from + together);
      results.push(...(await Promise.all(some.map((item) => read(item).catch(() => undefined)))));
      signal.throwIfAborted();
    }
    return results;
  });
}
