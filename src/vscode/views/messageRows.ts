import * as vscode from 'vscode';
import type { LoadFailure } from '../../repositories/loadFailure';
import { commandIds } from '../ids';
import { toFailureText, type FailureRemedy, type FailureSubject } from '../failureText';
import { toRelativeTime } from '../relativeTime';
import { toMessageId, type MessageNode, type TreeNode } from './treeNode';

export interface FailureRowContext {
  readonly parentId: string;
  readonly subject: FailureSubject;
  /** What a click on *try again* loads again; everything without it. */
  readonly retried?: TreeNode;
  /** Whose sign-in it was. */
  readonly accountId?: string;
  /** The workspace around a repository. */
  readonly workspace?: TreeNode;
  readonly language: string;
}

export function createLoadingRow(parentId: string, label: string): MessageNode {
  return { kind: 'loading', id: toMessageId(parentId, 'loading'), label };
}

export function createEmptyRow(
  parentId: string,
  row: { readonly label: string; readonly detail: string; readonly command?: vscode.Command },
): MessageNode {
  return { kind: 'empty', id: toMessageId(parentId, 'empty'), ...row };
}

/** In place of what could not be loaded. */
export function createErrorRow(failure: LoadFailure, context: FailureRowContext): MessageNode {
  const { label, detail, remedy } = toFailureText(failure, context.subject, context.language);
  return {
    kind: 'error',
    id: toMessageId(context.parentId, 'error'),
    label,
    detail,
    command: toCommand(remedy, context),
  };
}

/** Above what is shown although it could not be brought up to date. */
export function createNoticeRow(
  failure: LoadFailure,
  loadedAt: number | undefined,
  context: FailureRowContext & { readonly now: number },
): MessageNode {
  const { label, detail, remedy } = toFailureText(failure, context.subject, context.language);
  return {
    kind: 'notice',
    id: toMessageId(context.parentId, 'notice'),
    label: `${toAgeText(loadedAt, context.now, context.language)} – ${label}`,
    detail,
    command: toCommand(remedy, context),
  };
}

/** “From 2 hours ago”; what an earlier session saw has no known age. */
export function toAgeText(loadedAt: number | undefined, now: number, language: string): string {
  if (loadedAt === undefined) return vscode.l10n.t('As last seen');
  if (now - loadedAt < 60_000) return vscode.l10n.t('From a moment ago');
  return vscode.l10n.t('From {0}', toRelativeTime(loadedAt, now, language));
}

function toCommand(remedy: FailureRemedy, { retried, accountId, workspace }: FailureRowContext): vscode.Command {
  const about = (command: string, title: string, subject: TreeNode | string | undefined): vscode.Command =>
    subject === undefined ? { command, title } : { command, title, arguments: [subject] };
  switch (remedy) {
    case 'retry':
      return about(commandIds.refreshRepositories, vscode.l10n.t('Try again'), retried);
    case 'refreshWorkspace':
      return about(commandIds.refreshRepositories, vscode.l10n.t('Refresh the list'), workspace);
    case 'signIn':
      return { command: commandIds.signIn, title: vscode.l10n.t('Sign in') };
    case 'reauthorize':
      return about(commandIds.reauthorize, vscode.l10n.t('Sign in again'), accountId);
    case 'openOnBitbucket':
      return about(commandIds.openOnBitbucket, vscode.l10n.t('Open on Bitbucket'), retried);
    case 'showLog':
      return { command: commandIds.showLog, title: vscode.l10n.t('Show log') };
  }
}
