import * as vscode from 'vscode';
import type { KeptBranch } from '../../repositories/offlineBook';
import type { OfflineBranches, OfflinePlan } from '../../repositories/offlineBranches';
import { workCancellably } from '../files/cancellableWork';
import { toProgressText } from './offlineText';

/** Downloads what a copy lacks, with its progress and a way to cancel. Rejects as `OfflineBranches.keep` does. */
export async function downloadCopy(offline: OfflineBranches, plan: OfflinePlan): Promise<KeptBranch> {
  const { language } = vscode.env;
  const title = vscode.l10n.t('Making {0} available offline', toBranchTitle(plan));
  return workCancellably(title, (signal, report) => {
    let reported = 0;
    return offline.keep(plan, {
      signal,
      onProgress: (it) => {
        const increment = it.kind === 'files' && it.total > 0 ? ((it.done - reported) / it.total) * 100 : 0;
        if (it.kind === 'files') reported = it.done;
        report(toProgressText(it, language), increment);
      },
    });
  });
}

/** “acme/sales @ main”. */
export function toBranchTitle({ repository, branch }: Pick<OfflinePlan, 'repository' | 'branch'>): string {
  return `${repository.workspace}/${repository.slug} @ ${branch}`;
}
