import * as vscode from 'vscode';
import { toUri } from '../files/locationUri';
import { findOriginalUri } from './changeUris';
import type { OpenBranch } from './openBranch';

/** Shows what the drafts of some files would change in the branch, all in one editor. */
export async function reviewPaths(branch: OpenBranch, paths: readonly string[]): Promise<void> {
  await branch.renew();
  const wanted = new Set(paths);
  const resources = branch.changes
    .filter((change) => change.paths.some((path) => wanted.has(path)))
    .map((change) => {
      const right = toUri(branch.location, change.path);
      return [right, findOriginalUri(branch.location, change), change.kind === 'deleted' ? undefined : right];
    });
  if (resources.length === 0) return;
  await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('Drafts of {0}', branch.name), resources);
}
