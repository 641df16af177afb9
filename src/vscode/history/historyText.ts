import * as vscode from 'vscode';
import type { ChangedPath, Commit } from '../../bitbucket/model';
import type { RepositoryLocation } from '../../repositories/location';
import { nameOf, parentOf } from '../../repositories/drafts/draftLayer';
import { toRelativeTime } from '../relativeTime';

export interface TextContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** BCP 47. */
  readonly language: string;
}

export function toShortHash(hash: string): string {
  return hash.slice(0, 7);
}

/** The first line of the message. */
export function toSubjectLine({ message }: Commit): string {
  const [line = ''] = message.trim().split(/\r?\n/, 1);
  return line === '' ? vscode.l10n.t('(no message)') : line;
}

/** “2 days ago”; empty when Bitbucket's date is none. */
export function toAge({ date }: Pick<Commit, 'date'>, { now, language }: TextContext): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? '' : toRelativeTime(time, now, language);
}

export function toChangeText({ kind, path, oldPath }: ChangedPath): string {
  switch (kind) {
    case 'added':
      return vscode.l10n.t('added');
    case 'modified':
      return vscode.l10n.t('modified');
    case 'removed':
      return vscode.l10n.t('deleted');
    case 'renamed':
      return parentOf(path) === parentOf(oldPath)
        ? vscode.l10n.t('renamed from {0}', nameOf(oldPath))
        : vscode.l10n.t('moved from {0}', oldPath);
  }
}

/** `sales-analytics @ main` */
export function toPlaceText({ repository, ref }: RepositoryLocation): string {
  return `${repository.slug} @ ${ref.kind === 'branch' ? ref.name : toShortHash(ref.hash)}`;
}
