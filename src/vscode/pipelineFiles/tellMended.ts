import * as vscode from 'vscode';
import type { PipelineReference } from '../../repositories/referenceFinder';
import { isWithin, nameOf } from '../../repositories/drafts/draftLayer';
import { toUri } from '../files/locationUri';
import { toPlainText } from '../plainText';
import { countPipelines } from './confirmReferences';
import type { BranchLocation } from './editTarget';

export interface MendedMove {
  readonly location: BranchLocation;
  /** As they were before the move. */
  readonly references: readonly PipelineReference[];
  /** Pipelines that nobody looked into. */
  readonly unread: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Says what was changed along with a file that moved, and what may not have been. Returns at once. */
export function tellMended({ location, references, unread, from, to }: MendedMove): void {
  const sure = references.filter(({ match }) => match === 'path');
  const [first] = sure;
  // What was not read was named before the move.
  if (first === undefined) return;
  const messages = [describeMended(sure, nameOf(from)), ...describeUnread(unread.length, nameOf(from))];
  const open = vscode.l10n.t('Show the first');
  const show = unread.length === 0 ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void show(toPlainText(messages.join(' ')), open).then(async (pressed) => {
    if (pressed !== open) return;
    // The pipeline that refers may have moved along.
    const path = isWithin(first.path, from) ? to + first.path.slice(from.length) : first.path;
    const selection = new vscode.Range(first.line, 0, first.line, Number.MAX_SAFE_INTEGER);
    await vscode.commands.executeCommand('vscode.open', toUri(location, path), { selection });
  });
}

function describeMended(sure: readonly PipelineReference[], name: string): string {
  const count = countPipelines(sure);
  return count === 1
    ? vscode.l10n.t('“{0}” refers to “{1}” and was changed with it.', nameOf(sure[0]?.path ?? ''), name)
    : vscode.l10n.t('{0} pipelines refer to “{1}” and were changed with it.', count, name);
}

function describeUnread(count: number, name: string): readonly string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? vscode.l10n.t('One pipeline was not read yet, and may refer to “{0}” where it was.', name)
      : vscode.l10n.t('{0} pipelines were not read yet, and may refer to “{1}” where it was.', count, name),
  ];
}
