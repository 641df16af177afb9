import * as vscode from 'vscode';
import type { SetAside } from '../../repositories/drafts/draft';
import type { Account } from '../../repositories/repositoryAccounts';
import { nameOf, parentOf } from '../../repositories/drafts/draftLayer';
import { toRelativeTime } from '../relativeTime';
import { toUri } from '../files/locationUri';
import { toOpenCommand } from './changeState';
import { toChangeMark, toCountText } from './changeText';
import { toChanges, type Change } from './changes';
import type { DraftedBranch } from './draftIndex';
import type { BranchLocation } from './openBranch';

/** A row of the drafts view. */
export type DraftNode = BranchNode | FileNode | DiscardedNode | SetAsideNode;

export interface BranchNode {
  readonly kind: 'branch';
  readonly branch: DraftedBranch;
  readonly setAside: readonly SetAside[];
}

interface FileNode {
  readonly kind: 'file';
  readonly branch: DraftedBranch;
  readonly change: Change;
  /** With `path`, what commands on files read. */
  readonly location: BranchLocation;
  readonly path: string;
  readonly accountId: string;
}

/** Around everything that was discarded on a branch. */
interface DiscardedNode {
  readonly kind: 'discarded';
  readonly branch: DraftedBranch;
  readonly setAside: readonly SetAside[];
}

interface SetAsideNode {
  readonly kind: 'setAside';
  readonly branch: DraftedBranch;
  readonly setAside: SetAside;
}

export interface DraftRowContext {
  /** Who is signed in; drafts outlive a sign-out. */
  readonly accounts: readonly Account[];
  /** Whether rows say whose drafts they hold. */
  readonly showsAccounts: boolean;
  readonly now: number;
  readonly language: string;
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

export function childrenOf(node: DraftNode): readonly DraftNode[] {
  switch (node.kind) {
    case 'branch': {
      const { branch, setAside } = node;
      const files = branch.changes.map((change) => createFileNode(branch, change));
      return setAside.length === 0 ? files : [...files, { kind: 'discarded', branch, setAside }];
    }
    case 'discarded':
      return node.setAside.map((setAside) => ({ kind: 'setAside', branch: node.branch, setAside }));
    case 'file':
    case 'setAside':
      return [];
  }
}

/** `contextValue` is the node's kind; a file's is followed by `.conflict` or what was done, as in `file.modified`. */
export function toDraftItem(node: DraftNode, context: DraftRowContext): vscode.TreeItem {
  switch (node.kind) {
    case 'branch':
      return toBranchItem(node, context);
    case 'file':
      return toFileItem(node, context);
    case 'discarded': {
      const item = new vscode.TreeItem(vscode.l10n.t('Recently discarded'), Collapsed);
      item.id = `${toScopeId(node.branch)}/discarded`;
      item.iconPath = new vscode.ThemeIcon('trash');
      item.contextValue = 'discarded';
      return item;
    }
    case 'setAside':
      return toSetAsideItem(node, context);
  }
}

function createFileNode(branch: DraftedBranch, change: Change): FileNode {
  const { location, scope } = branch;
  return { kind: 'file', branch, change, location, path: change.path, accountId: scope.accountId };
}

function toBranchItem({ branch }: BranchNode, { accounts, showsAccounts }: DraftRowContext): vscode.TreeItem {
  const { repository, ref } = branch.location;
  const name = `${repository.workspace}/${repository.slug} @ ${ref.name}`;
  const item = new vscode.TreeItem(name, Expanded);
  const account = accounts.find(({ id }) => id === branch.scope.accountId);
  const whose = account?.label ?? vscode.l10n.t('signed out');
  const count = branch.changes.length === 0 ? vscode.l10n.t('no changes') : toCountText(branch.changes.length);
  item.id = toScopeId(branch);
  item.iconPath = new vscode.ThemeIcon('git-branch');
  item.description = showsAccounts ? `${whose} · ${count}` : count;
  item.contextValue = 'branch';
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function toFileItem({ branch, change, location }: FileNode, { now, language }: DraftRowContext): vscode.TreeItem {
  const { path, original, kind } = change;
  const label = kind === 'renamed' && original !== undefined ? toRenameText(change) : nameOf(path);
  const item = new vscode.TreeItem(label, None);
  const mark = toChangeMark(change);
  const age = toRelativeTime(change.savedMs, now, language);
  const folder = parentOf(path);
  item.id = `${toScopeId(branch)}/file/${path}`;
  item.resourceUri = toUri(location, path);
  item.description = [folder, age].filter((part) => part !== '').join(' · ');
  item.tooltip = `${path}\n${mark.text}, ${age}`;
  item.contextValue = change.isInConflict ? 'file.conflict' : `file.${kind}`;
  item.command = toOpenCommand(location, change);
  item.accessibilityInformation = { label: [nameOf(path), mark.text, age, folder].filter(Boolean).join(', ') };
  return item;
}

function toRenameText({ path, original }: Change): string {
  return `${nameOf(path)} ← ${nameOf(original?.path ?? '')}`;
}

function toSetAsideItem({ branch, setAside }: SetAsideNode, { now, language }: DraftRowContext): vscode.TreeItem {
  const { id, reason, setAsideMs, drafts } = setAside;
  const changes = toChanges(drafts);
  const [first] = changes;
  const label = changes.length === 1 && first !== undefined ? nameOf(first.path) : toCountText(changes.length);
  const item = new vscode.TreeItem(label, None);
  const age = toRelativeTime(setAsideMs, now, language);
  const why = toReasonText(reason);
  item.id = `${toScopeId(branch)}/setAside/${id}`;
  item.iconPath = new vscode.ThemeIcon('history');
  item.description = `${why} · ${age}`;
  item.tooltip = [...changes.map(({ path }) => path), `${why}, ${age}`].join('\n');
  item.contextValue = 'setAside';
  return item;
}

function toReasonText(reason: SetAside['reason']): string {
  switch (reason) {
    case 'discarded':
      return vscode.l10n.t('discarded');
    case 'merged':
      return vscode.l10n.t('replaced by a merge');
    case 'overwritten':
      return vscode.l10n.t('replaced by another content');
  }
}

function toScopeId({ scope: { accountId, repository, branch } }: DraftedBranch): string {
  return JSON.stringify([accountId, repository.workspace, repository.slug, branch]);
}
