import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { OfflinePlan, OfflineProgress } from '../../repositories/offlineBranches';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** “4.2 MB” in the editor's language; of a thousand each. */
export function toSizeText(bytes: number, language: string): string {
  const power = Math.min(bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** What the copy comes to and costs, and what it leaves out: the whole of the question. */
export function toPlanText({ files, bytes, missing, missingBytes, leftOut }: OfflinePlan, language: string): string {
  const number = (count: number) => count.toLocaleString(language);
  const lines = [
    vscode.l10n.t('{0} text files, {1} on this computer.', number(files.length), toSizeText(bytes, language)),
    missing === 0
      ? vscode.l10n.t('All of them were read before: nothing has to be downloaded.')
      : vscode.l10n.t(
          '{0} have to be downloaded: {1}, one request each (Bitbucket grants 5,000 an hour for files).',
          number(missing),
          toSizeText(missingBytes, language),
        ),
  ];
  if (leftOut > 0) {
    lines.push(
      vscode.l10n.t(
        '{0} files are left out: images and other binary files, large-file storage (LFS), and text over 5 MB.',
        number(leftOut),
      ),
    );
  }
  lines.push(
    vscode.l10n.t(
      'When you open or refresh the branch later and it has moved, only the files that changed are downloaded.',
    ),
  );
  return lines.join('\n');
}

/** “120 of 300 files”, or what it waits for. */
export function toProgressText(progress: OfflineProgress, language: string): string {
  switch (progress.kind) {
    case 'files':
      return vscode.l10n.t(
        '{0} of {1} files',
        progress.done.toLocaleString(language),
        progress.total.toLocaleString(language),
      );
    case 'waiting': {
      const until = new Date(progress.untilMs).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
      return vscode.l10n.t('Bitbucket limits requests until {0}; it goes on by itself then', until);
    }
    default:
      return assertNever(progress);
  }
}
