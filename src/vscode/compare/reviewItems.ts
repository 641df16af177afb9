import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { toChangeRow, toChangeSummary, toSummaryLine, toValueText } from '../../pipelines/compare/changeSummary';
import { isLayoutOnly, type PipelineChange } from '../../pipelines/compare/pipelineChange';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { nameOf, parentOf } from '../../repositories/drafts/draftLayer';
import { commandIds } from '../ids';
import { toMessageItem } from '../messageRow';
import { toChangeIcon } from './changeIcon';
import { isPipeline } from './comparison';
import { isComparable } from './review';
import type { ChangeNode, FileNode, ReviewNode } from './reviewNode';
import type { KnownChanges } from './shownReview';

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/** So many changes are told under the pointer. */
const mostInTooltip = 20;

/**
 * The one renderer. `contextValue`, on which menus depend: `pipeline` for one that both sides have, `pipeline.whole` for a
 * new or deleted one, `file` for what is none, `change` for a change of a pipeline, `message` for what only says something.
 */
export function toReviewItem(node: ReviewNode, find: (node: FileNode) => KnownChanges): vscode.TreeItem {
  switch (node.kind) {
    case 'file':
      return toFileItem(node, find(node));
    case 'change':
      return toChangeItem(node);
    case 'message':
      return toMessageItem(node);
    default:
      return assertNever(node);
  }
}

function toFileItem(node: FileNode, known: KnownChanges): vscode.TreeItem {
  const { file, path, command } = node;
  const name = readPipelinePath(path)?.name ?? nameOf(path);
  const words = toWords(node, known).filter((it) => it !== '');
  const item = createItem(node, name, hasParts(node, known) ? Collapsed : None);
  item.description = [...words, parentOf(path)].filter((it) => it !== '').join(' · ');
  item.iconPath = toFileIcon(node, known);
  item.contextValue = isComparable(file) ? 'pipeline' : isPipeline(file.label) ? 'pipeline.whole' : 'file';
  item.tooltip = [path, ...words.slice(0, -1), ...toDetails(known, words)].join('\n');
  item.accessibilityInformation = { label: [name, ...words, parentOf(path)].filter((it) => it !== '').join(', ') };
  item.command = command;
  return item;
}

/** Where a file came from, and what changed in it, each empty where there is nothing to say. */
function toWords(node: FileNode, known: KnownChanges): readonly string[] {
  const { file, oldPath } = node;
  const moved = oldPath === undefined ? '' : toMoved(node.path, oldPath);
  if (isComparable(file)) return [moved, toKnownText(known, moved !== '')];
  const kind = isPipeline(file.label);
  if (file.original === undefined) return [kind ? vscode.l10n.t('New pipeline') : vscode.l10n.t('New file')];
  if (file.modified === undefined) return [kind ? vscode.l10n.t('Deleted pipeline') : vscode.l10n.t('Deleted file')];
  return [moved, moved === '' ? vscode.l10n.t('Changed; no pipeline') : vscode.l10n.t('no pipeline')];
}

function toMoved(path: string, oldPath: string): string {
  return parentOf(path) === parentOf(oldPath)
    ? vscode.l10n.t('Renamed from {0}', nameOf(oldPath))
    : vscode.l10n.t('Moved from {0}', oldPath);
}

function toKnownText(known: KnownChanges, isMoved: boolean): string {
  switch (known.kind) {
    case 'unread':
      return isMoved ? '' : vscode.l10n.t('Changed');
    case 'reading':
      return vscode.l10n.t('Comparing…');
    case 'compared':
      return known.changes.length === 0 ? vscode.l10n.t('Nothing in it changed') : toSummaryLine(known.changes);
    case 'failed':
      return vscode.l10n.t('could not be read');
    default:
      return assertNever(known);
  }
}

/** The last of the words at more length. */
function toDetails(known: KnownChanges, words: readonly string[]): readonly string[] {
  if (known.kind === 'failed') return [known.reason];
  if (known.kind !== 'compared' || known.changes.length === 0 || isLayoutOnly(known.changes)) return words.slice(-1);
  const sentences = toChangeSummary(known.changes);
  const shown = sentences.slice(0, mostInTooltip).map((it) => `• ${it}`);
  const more = sentences.length - shown.length;
  return more === 0 ? shown : [...shown, vscode.l10n.t('{0} more changes', more)];
}

/** Its changes can be listed below it, now or once it was compared. */
function hasParts({ file }: FileNode, known: KnownChanges): boolean {
  if (!isComparable(file)) return false;
  return known.kind !== 'compared' || (known.changes.length > 0 && !isLayoutOnly(known.changes));
}

/** Never the only sign: the row says it in words, too. */
function toFileIcon({ file, oldPath }: FileNode, known: KnownChanges): vscode.ThemeIcon {
  if (known.kind === 'failed') return new vscode.ThemeIcon('warning');
  if (known.kind === 'compared' && isLayoutOnly(known.changes)) return new vscode.ThemeIcon('layout');
  if (file.original === undefined) return toColored('diff-added', 'added');
  if (file.modified === undefined) return toColored('diff-removed', 'deleted');
  return oldPath === undefined ? toColored('diff-modified', 'modified') : toColored('diff-renamed', 'renamed');
}

function toColored(icon: string, kind: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(`gitDecoration.${kind}ResourceForeground`));
}

function toChangeItem(node: ChangeNode): vscode.TreeItem {
  const label = toChangeRow(node.change);
  const item = createItem(node, label, None);
  const values = toValueText(node.change);
  item.description = values;
  item.iconPath = new vscode.ThemeIcon(toChangeIcon(node.change));
  item.contextValue = 'change';
  item.tooltip = values === '' ? label : `${label}\n${values}`;
  item.accessibilityInformation = { label: values === '' ? label : `${label}, ${values}` };
  if (hasPlace(node.change)) {
    const title = vscode.l10n.t('Show where');
    item.command = { command: commandIds.openReviewedChange, title, arguments: [node] };
  }
  return item;
}

function hasPlace({ places }: PipelineChange): boolean {
  return places.before !== undefined || places.after !== undefined;
}

function createItem({ id }: ReviewNode, label: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  return item;
}
