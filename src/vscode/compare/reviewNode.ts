import * as vscode from 'vscode';
import type { PipelineChange } from '../../pipelines/compare/pipelineChange';
import type { RepositoryLocation } from '../../repositories/location';
import { readUri } from '../files/locationUri';
import { commandIds } from '../ids';
import type { MessageRow } from '../messageRow';
import { toComparison, type Review, type ReviewedFile } from './review';
import type { ShownReview } from './shownReview';

/** A changed file. Also a target for commands on files and, by its command, for those on comparisons. */
export interface FileNode {
  readonly kind: 'file';
  readonly id: string;
  readonly file: ReviewedFile;
  readonly location: RepositoryLocation | undefined;
  readonly path: string;
  /** Its path in the older version, where that was another one. */
  readonly oldPath: string | undefined;
  readonly command: vscode.Command;
}

/** One change of a pipeline, by its place among all of them. */
export interface ChangeNode {
  readonly kind: 'change';
  readonly id: string;
  readonly file: ReviewedFile;
  readonly change: PipelineChange;
  readonly index: number;
}

export type ReviewNode = FileNode | ChangeNode | MessageRow;

export function toFileNode(file: ReviewedFile, review: Review): FileNode {
  const place = readUri(file.label);
  const path = toPath(file.label);
  const oldPath = file.original && file.modified && toPath(file.original);
  return {
    kind: 'file',
    id: path,
    file,
    location: place?.location,
    path,
    oldPath: oldPath === path ? undefined : oldPath,
    command: toOpenCommand(file, review),
  };
}

export function toChangeNodes({ id, file }: FileNode, changes: readonly PipelineChange[]): readonly ChangeNode[] {
  return changes.map((change, index) => ({ kind: 'change', id: `${id}?${index}`, file, change, index }));
}

/** Says how many pipelines are not told in words, why, and what that would cost; `undefined` where all are. */
export function toUnreadNode(shown: ShownReview): MessageRow | undefined {
  const left = shown.unread;
  if (left.length === 0) return undefined;
  const failed = left.map((file) => shown.find(file)).find((known) => known.kind === 'failed');
  const compare = vscode.l10n.t('Compare them');
  const cost = vscode.l10n.t(
    'It takes {0} requests at most, of the 1,000 an hour that Bitbucket grants.',
    left.length * 2,
  );
  return {
    kind: 'message',
    id: '?unread',
    icon: failed === undefined ? 'info' : 'warning',
    label:
      left.length === 1
        ? vscode.l10n.t('1 pipeline is not told in words yet')
        : vscode.l10n.t('{0} pipelines are not told in words yet', left.length),
    detail: failed === undefined ? cost : `${failed.reason}\n${cost}`,
    command: {
      command: commandIds.readReview,
      title: failed === undefined ? compare : vscode.l10n.t('Try again'),
    },
  };
}

function toOpenCommand(file: ReviewedFile, review: Review): vscode.Command {
  const { original, modified, title } = toComparison(file, review);
  const name = vscode.l10n.t('Open changes');
  if (original !== undefined && modified !== undefined) {
    return { command: 'vscode.diff', title: name, arguments: [original, modified, title] };
  }
  return { command: 'vscode.open', title: name, arguments: [modified ?? original] };
}

function toPath(uri: vscode.Uri): string {
  return readUri(uri)?.path ?? uri.path;
}
