import * as vscode from 'vscode';
import type { BranchReason } from '../../repositories/branchSnapshot';
import type { RepositoryMark } from '../repositoryMarks';
import { toRelativeTime } from '../relativeTime';
import type { RepositoryNode } from './treeNode';

export interface TextContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** BCP 47. */
  readonly language: string;
}

/** The branch shown and, unless it is `main`, why; `undefined` while nobody looked and it is not certain. */
export function toBranchText({ unfolded, lastUsedBranch, repository }: RepositoryNode): string | undefined {
  const content = unfolded?.content;
  if (content?.kind === 'snapshot') return nameBranch(content.snapshot.branch, content.snapshot.reason);
  if (repository.mainBranch === undefined) return vscode.l10n.t('empty');
  if (lastUsedBranch !== undefined) return nameBranch(lastUsedBranch, 'lastUsed');
  return repository.mainBranch === 'main' ? 'main' : undefined;
}

/** What is on this computer: “cloned”, and branches with an offline copy. */
export function toMarkTexts({ isCloned, offlineBranches }: RepositoryMark): readonly string[] {
  return [
    ...(isCloned ? [vscode.l10n.t('cloned')] : []),
    ...(offlineBranches.length > 0 ? [vscode.l10n.t('offline: {0}', offlineBranches.join(', '))] : []),
  ];
}

/** When something last happened on the branch shown or, before it is known, in the repository. */
export function toActivityText({ unfolded, repository }: RepositoryNode, context: TextContext): string | undefined {
  const content = unfolded?.content;
  const date = content?.kind === 'snapshot' ? content.snapshot.commitDate : repository.updatedOn;
  const thenMs = Date.parse(date);
  return Number.isNaN(thenMs) ? undefined : toRelativeTime(thenMs, context.now, context.language);
}

function nameBranch(branch: string, reason: BranchReason): string {
  if (branch === 'main') return branch;
  switch (reason) {
    case 'main':
      return branch;
    case 'default':
      return vscode.l10n.t('{0} (default)', branch);
    case 'lastUsed':
      return vscode.l10n.t('{0} (last used)', branch);
  }
}
