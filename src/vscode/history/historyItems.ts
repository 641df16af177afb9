import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { CiState } from '../../repositories/ciState';
import { nameOf, parentOf } from '../../repositories/drafts/draftLayer';
import { toUri } from '../files/locationUri';
import { commandIds } from '../ids';
import { toMessageItem } from '../messageRow';
import { toCiText } from '../ciText';
import { findChangeUris, toVersionUri } from './changeUris';
import type { ChangeNode, CommitNode, DraftNode, HistoryNode } from './historyNode';
import { toAge, toChangeText, toShortHash, toSubjectLine, type TextContext } from './historyText';

export interface ItemContext extends TextContext {
  readonly findCi: (hash: string) => CiState | undefined;
}

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/**
 * The one renderer. `contextValue`, on which menus depend: `commit` or (in the history of a file) `version`, each with
 * `.ci` when a CI run can be opened; `draft`, `change` and `message` for the other rows.
 */
export function toHistoryItem(node: HistoryNode, context: ItemContext): vscode.TreeItem {
  switch (node.kind) {
    case 'commit':
      return toCommitItem(node, context);
    case 'draft':
      return toDraftItem(node, context);
    case 'change':
      return toChangeItem(node);
    case 'message':
      return toMessageItem(node);
    default:
      return assertNever(node);
  }
}

/** Never the only sign: the row says it in words, too. */
const ciIcons = {
  passed: ['pass', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  running: ['sync', 'testing.iconQueued'],
  stopped: ['circle-slash', 'testing.iconSkipped'],
} as const;

function toCommitItem(node: CommitNode, context: ItemContext): vscode.TreeItem {
  const { commit, subject } = node;
  const ci = context.findCi(commit.hash);
  const isVersion = subject.kind === 'file';
  const described = [commit.authorName, toAge(commit, context), toCiText(ci) ?? ''].filter((part) => part !== '');
  const label = toSubjectLine(commit);
  const item = createItem(node, label, isVersion ? None : Collapsed);
  item.description = described.join(' · ');
  item.iconPath = toCommitIcon(node, ci);
  item.contextValue = `${isVersion ? 'version' : 'commit'}${ci?.url === undefined ? '' : '.ci'}`;
  const kind = isVersion ? vscode.l10n.t('version') : vscode.l10n.t('commit');
  const spoken = [label, `${kind} ${toShortHash(commit.hash)}`, ...described];
  item.accessibilityInformation = { label: spoken.join(', ') };
  if (isVersion) {
    item.command = {
      command: commandIds.compareVersionWithPrevious,
      title: vscode.l10n.t('Compare with previous version'),
      arguments: [node],
    };
  }
  return item;
}

function toCommitIcon({ commit }: CommitNode, ci: CiState | undefined): vscode.ThemeIcon {
  if (ci === undefined) return new vscode.ThemeIcon(commit.parents.length > 1 ? 'git-merge' : 'git-commit');
  const [icon, color] = ciIcons[ci.outcome];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

function toDraftItem(node: DraftNode, context: TextContext): vscode.TreeItem {
  const { location, path, draft } = node;
  const label = vscode.l10n.t('Not committed yet');
  const item = createItem(node, label, None);
  const age = toAge({ date: new Date(draft.savedMs).toISOString() }, context);
  const description = `${vscode.l10n.t('draft')} · ${age}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon('edit');
  item.contextValue = 'draft';
  item.accessibilityInformation = { label: `${label}, ${description}` };
  const base = draft.base && toVersionUri(location.repository, draft.base.commit, draft.renamedFrom ?? path);
  const now = draft.change.kind === 'deleted' ? undefined : toUri(location, path);
  item.command = toCompareCommand(base, now, vscode.l10n.t('{0} (draft)', nameOf(path)));
  return item;
}

function toChangeItem(node: ChangeNode): vscode.TreeItem {
  const { change, commit, location, path } = node;
  const name = nameOf(path);
  const item = createItem(node, name, None);
  const text = toChangeText(change);
  item.description = [parentOf(path), text].filter((part) => part !== '').join(' · ');
  item.contextValue = 'change';
  item.accessibilityInformation = { label: [name, parentOf(path), text].filter((part) => part !== '').join(', ') };
  item.iconPath = vscode.ThemeIcon.File;
  item.tooltip = `${path}\n${text}`;
  const compared = { repository: location.repository, from: commit.parents[0], to: commit.hash };
  const uris = findChangeUris(compared, change);
  if (uris === undefined) return item;
  item.resourceUri = uris.label;
  item.command = toCompareCommand(uris.original, uris.modified, `${name} (${toShortHash(commit.hash)})`);
  return item;
}

/** A side that does not exist leaves nothing to compare: the other one is opened. */
function toCompareCommand(
  original: vscode.Uri | undefined,
  modified: vscode.Uri | undefined,
  title: string,
): vscode.Command {
  if (original !== undefined && modified !== undefined) {
    return { command: 'vscode.diff', title: vscode.l10n.t('Compare'), arguments: [original, modified, title] };
  }
  return { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [modified ?? original] };
}

function createItem({ id }: HistoryNode, label: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  return item;
}
