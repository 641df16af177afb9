import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { Change, ChangeKind } from './changes';

/** How a change is marked wherever files are listed. */
export interface ChangeMark {
  /** One character, as Git marks changes. */
  readonly badge: string;
  readonly text: string;
  /** Id of the color the editor's Git uses for the same. */
  readonly color: string;
}

/** A file in conflict is marked as such, whatever was done to it. */
export function toChangeMark({ kind, isInConflict }: Pick<Change, 'kind' | 'isInConflict'>): ChangeMark {
  if (isInConflict) {
    return {
      badge: '!',
      text: vscode.l10n.t('In conflict'),
      color: 'gitDecoration.conflictingResourceForeground',
    };
  }
  return toKindMark(kind);
}

function toKindMark(kind: ChangeKind): ChangeMark {
  switch (kind) {
    case 'added':
      return { badge: 'A', text: vscode.l10n.t('Added'), color: 'gitDecoration.addedResourceForeground' };
    case 'modified':
      return { badge: 'M', text: vscode.l10n.t('Modified'), color: 'gitDecoration.modifiedResourceForeground' };
    case 'deleted':
      return { badge: 'D', text: vscode.l10n.t('Deleted'), color: 'gitDecoration.deletedResourceForeground' };
    case 'renamed':
      return { badge: 'R', text: vscode.l10n.t('Renamed'), color: 'gitDecoration.renamedResourceForeground' };
    default:
      return assertNever(kind);
  }
}

/** `new ← old` for a file that was moved, else its path. */
export function toPathText({ kind, path, original }: Change): string {
  return kind === 'renamed' && original !== undefined ? `${path} ← ${original.path}` : path;
}

/** “1 change”, “3 changes”. */
export function toCountText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 change') : vscode.l10n.t('{0} changes', count);
}

/** A file's own name. */
