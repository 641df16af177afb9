import * as vscode from 'vscode';
import type { Draft } from '../../repositories/drafts/draft';
import type { LoadFailure } from '../../repositories/loadFailure';
import type { ShownHistory } from '../../repositories/history/shownHistory';
import { toFailureText, type FailureRemedy } from '../failureText';
import { commandIds } from '../ids';
import type { MessageRow } from '../messageRow';
import type { CommitNode, HistoryNode } from './historyNode';

export interface FailureRowContext {
  /** Whose sign-in it was. */
  readonly accountId: string;
  /** BCP 47. */
  readonly language: string;
}

/** Puts a history into rows: what is wrong, what is not committed, the commits, and the way to more. */
export function toRows(
  shown: ShownHistory,
  draft: Draft | undefined,
  context: FailureRowContext,
): readonly HistoryNode[] {
  const { entries, failure, isLoading, hasMore, subject, location } = shown;
  const rows: HistoryNode[] = [];
  // Bitbucket cannot know a file that was never committed.
  const isNew = draft !== undefined && draft.base === undefined && failure?.failure.kind === 'notFound';
  if (failure !== undefined && !isNew) rows.push(createFailureRow(failure, context, { isAbove: entries.length > 0 }));
  if (draft !== undefined) rows.push({ kind: 'draft', id: 'draft', location, path: subject.path, draft });
  entries.forEach(({ commit, path }, index) => {
    const row: CommitNode = {
      kind: 'commit',
      id: commit.hash,
      location: { repository: subject.repository, ref: { kind: 'commit', hash: commit.hash } },
      path: subject.kind === 'file' ? path : '',
      commit,
      subject,
      shownAt: location,
      previous: entries[index + 1],
    };
    rows.push(row);
  });
  if (isLoading) rows.push(createLoadingRow());
  else if (hasMore && entries.length > 0) rows.push(createMoreRow());
  return rows.length > 0 ? rows : [createEmptyRow()];
}

export function createLoadingRow(): MessageRow {
  return { kind: 'message', id: '?loading', icon: 'loading~spin', label: vscode.l10n.t('Loading the history…') };
}

function createMoreRow(): MessageRow {
  const label = vscode.l10n.t('Load more');
  const command = { command: commandIds.loadMoreHistory, title: label };
  return { kind: 'message', id: '?more', icon: 'fold-down', label, command };
}

function createEmptyRow(): MessageRow {
  return {
    kind: 'message',
    id: '?empty',
    icon: 'info',
    label: vscode.l10n.t('No commit yet'),
    detail: vscode.l10n.t('Nothing of this was ever committed on this branch.'),
  };
}

/** In place of what could not be read, or above what was read before. */
export function createFailureRow(
  failure: LoadFailure,
  { accountId, language }: FailureRowContext,
  { isAbove = false, idPrefix = '' } = {},
): MessageRow {
  const { label, detail, remedy } = toFailureText(failure, 'repository', language);
  return {
    kind: 'message',
    id: `${idPrefix}?failure`,
    icon: isAbove ? 'warning' : 'error',
    label: isAbove ? vscode.l10n.t('As last read – {0}', label) : label,
    detail,
    command: toCommand(remedy, accountId),
  };
}

function toCommand(remedy: FailureRemedy, accountId: string): vscode.Command {
  switch (remedy) {
    case 'retry':
      return { command: commandIds.refreshHistory, title: vscode.l10n.t('Try again') };
    case 'refreshWorkspace':
      return { command: commandIds.refreshRepositories, title: vscode.l10n.t('Refresh the list') };
    case 'signIn':
      return { command: commandIds.signIn, title: vscode.l10n.t('Sign in') };
    case 'reauthorize':
      return { command: commandIds.reauthorize, title: vscode.l10n.t('Sign in again'), arguments: [accountId] };
    case 'openOnBitbucket':
    case 'showLog':
      return { command: commandIds.showLog, title: vscode.l10n.t('Show log') };
  }
}
