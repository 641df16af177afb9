import * as vscode from 'vscode';
import type { ChangedPath } from '../../bitbucket/model';
import type { Incoming, IncomingChanges } from '../../repositories/commits/commitOutcome';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { commandIds } from '../ids';
import { toUri } from '../files/locationUri';
import { toChangeMark, toPathText } from './changeText';
import { findOriginalUri, toCommitUri } from './changeUris';
import type { Change } from './changes';
import type { BranchLocation } from './openBranch';

/** A row of the Source Control view for a change of the user's own. Also a target for commands on files. */
export class ChangeState implements vscode.SourceControlResourceState {
  readonly location: BranchLocation;
  readonly path: string;
  readonly change: Change;
  readonly resourceUri: vscode.Uri;
  readonly command: vscode.Command;
  readonly decorations: vscode.SourceControlResourceDecorations;
  /** `change` or `conflict`, then the kind, as in `change.modified`. */
  readonly contextValue: string;

  constructor(location: BranchLocation, change: Change, isPicked: boolean) {
    this.location = location;
    this.path = change.path;
    this.change = change;
    this.resourceUri = toUri(location, change.path);
    this.command = change.isInConflict
      ? { command: commandIds.resolveConflict, title: vscode.l10n.t('Resolve conflict'), arguments: [this] }
      : toOpenCommand(location, change);
    const parts = [toPathText(change), toChangeMark(change).text];
    if (isPicked) parts.push(vscode.l10n.t('What the file holds when you commit is what goes in'));
    this.decorations = { strikeThrough: change.kind === 'deleted', tooltip: parts.join('\n') };
    this.contextValue = `${change.isInConflict ? 'conflict' : 'change'}.${change.kind}`;
  }
}

/** What a click on a change opens: the difference where there are two sides, else the one that is there. */
export function toOpenCommand(location: BranchLocation, change: Change): vscode.Command {
  const left = findOriginalUri(location, change);
  const right = toUri(location, change.path);
  const title = vscode.l10n.t('Open changes');
  if (left === undefined) return { command: 'vscode.open', title, arguments: [right] };
  if (change.kind === 'deleted') {
    const name = vscode.l10n.t('{0} (deleted)', nameOf(change.path));
    return { command: 'vscode.open', title, arguments: [left, { preview: true }, name] };
  }
  const name = vscode.l10n.t('{0} (branch ↔ draft)', nameOf(change.path));
  return { command: 'vscode.diff', title, arguments: [left, right, name] };
}

/** A row for what somebody else did to a file that has a draft. */
export class IncomingState implements vscode.SourceControlResourceState {
  readonly location: {
    readonly repository: BranchLocation['repository'];
    readonly ref: { kind: 'commit'; hash: string };
  };
  readonly path: string;
  readonly resourceUri: vscode.Uri;
  readonly command: vscode.Command;
  readonly decorations: vscode.SourceControlResourceDecorations;
  readonly contextValue = 'incoming';

  constructor(location: BranchLocation, incoming: IncomingChanges, { path, kind }: Incoming) {
    const { from, to, changes } = incoming;
    this.location = { repository: location.repository, ref: { kind: 'commit', hash: to } };
    this.path = path;
    const theirs = changes.find((it) => it.path === path || it.oldPath === path);
    this.resourceUri = toCommitUri(location, to, path);
    this.command = toIncomingCommand(location, { from, to, path, theirs });
    this.decorations = {
      strikeThrough: theirs?.kind === 'removed',
      tooltip: `${path}\n${toIncomingText(kind)}`,
    };
  }
}

function toIncomingCommand(
  location: BranchLocation,
  range: {
    readonly from: string;
    readonly to: string;
    readonly path: string;
    readonly theirs: ChangedPath | undefined;
  },
): vscode.Command {
  const title = vscode.l10n.t('Open incoming changes');
  const { from, to, path, theirs } = range;
  const right = toCommitUri(location, to, theirs?.path ?? path);
  if (theirs?.kind === 'added') return { command: 'vscode.open', title, arguments: [right] };
  const left = toCommitUri(location, from, theirs?.oldPath ?? path);
  if (theirs?.kind === 'removed') return { command: 'vscode.open', title, arguments: [left] };
  const name = vscode.l10n.t('{0} (before ↔ incoming)', nameOf(path));
  return { command: 'vscode.diff', title, arguments: [left, right, name] };
}

function toIncomingText(kind: Incoming['kind']): string {
  switch (kind) {
    case 'same':
      return vscode.l10n.t('Somebody else made the same change');
    case 'merged':
      return vscode.l10n.t('Somebody else changed other lines: both fit together');
    case 'conflict':
      return vscode.l10n.t('Somebody else changed the same lines: you will be asked which to keep');
  }
}
