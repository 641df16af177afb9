import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { PipelineKind } from '../../repositories/branchSnapshot';
import type { RepositoryLocation } from '../../repositories/location';
import { toActivityText, toBranchText, toCiText, type TextContext } from './repositoryText';
import type { FolderNode, MessageNode, PipelineNode, RepositoryNode, TreeNode, WorkspaceNode } from './treeNode';

export interface ItemContext extends TextContext {
  readonly toUri: (location: RepositoryLocation, path: string) => vscode.Uri;
  readonly pipelineIcon: (kind: PipelineKind) => { readonly light: vscode.Uri; readonly dark: vscode.Uri };
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/**
 * The one renderer. `contextValue`, on which menus depend (`viewItem =~ /^repository\b/`):
 *
 * | row | value |
 * |---|---|
 * | account, workspace, folder, pipeline | its kind |
 * | repository | `repository`, then `.favourite` if it is one, then `.ci` if a CI run can be opened |
 * | loading, empty, notice, error | `message` |
 */
export function toTreeItem(node: TreeNode, context: ItemContext): vscode.TreeItem {
  switch (node.kind) {
    case 'account':
      return createItem(node, {
        label: node.account.label,
        state: Expanded,
        icon: 'account',
        contextValue: 'account',
        spoken: vscode.l10n.t('{0}, account', node.account.label),
      });
    case 'workspace':
      return toWorkspaceItem(node, context);
    case 'repository':
      return toRepositoryItem(node, context);
    case 'folder':
      return toFolderItem(node);
    case 'pipeline':
      return toPipelineItem(node, context);
    case 'loading':
    case 'empty':
    case 'notice':
    case 'error':
      return toMessageItem(node);
    default:
      return assertNever(node);
  }
}

interface ItemParts {
  readonly label: string;
  readonly state: vscode.TreeItemCollapsibleState;
  readonly icon?: string;
  /** Id of a theme color; never the only sign of what it stands for. */
  readonly iconColor?: string | undefined;
  readonly description?: string;
  readonly contextValue: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

function createItem(node: TreeNode, parts: ItemParts): vscode.TreeItem {
  const item = new vscode.TreeItem(parts.label, parts.state);
  item.id = node.id;
  item.contextValue = parts.contextValue;
  item.accessibilityInformation = { label: parts.spoken };
  const color = parts.iconColor === undefined ? undefined : new vscode.ThemeColor(parts.iconColor);
  if (parts.icon !== undefined) item.iconPath = new vscode.ThemeIcon(parts.icon, color);
  if (parts.description !== undefined) item.description = parts.description;
  return item;
}

function toWorkspaceItem(node: WorkspaceNode, { language }: ItemContext): vscode.TreeItem {
  const { listing, shownCount } = node;
  const total = Math.max(listing.size ?? 0, listing.repositories.length);
  const count =
    shownCount === total
      ? total.toLocaleString(language)
      : vscode.l10n.t('{0} of {1}', shownCount.toLocaleString(language), total.toLocaleString(language));
  return createItem(node, {
    label: listing.name,
    state: node.isExpandedAtFirst ? Expanded : Collapsed,
    icon: listing.failure === undefined ? 'organization' : 'warning',
    description: total === 0 && listing.isLoading ? vscode.l10n.t('loading…') : count,
    contextValue: 'workspace',
    spoken: vscode.l10n.t('{0}, workspace, repositories: {1}', listing.name, count),
  });
}

const ciColors = {
  passed: 'testing.iconPassed',
  failed: 'testing.iconFailed',
  running: 'testing.iconQueued',
  stopped: 'testing.iconSkipped',
} as const;

function toRepositoryItem(node: RepositoryNode, context: ItemContext): vscode.TreeItem {
  const { repository, isFavourite, unfolded } = node;
  const described = [toBranchText(node), toCiText(unfolded?.ci), toActivityText(node, context)].filter(
    (part) => part !== undefined,
  );
  const flags = [isFavourite ? '.favourite' : '', unfolded?.ci?.url === undefined ? '' : '.ci'];
  const kind = isFavourite ? vscode.l10n.t('favourite repository') : vscode.l10n.t('repository');
  return createItem(node, {
    label: repository.name,
    state: Collapsed,
    icon: isFavourite ? 'star-full' : 'repo',
    iconColor: unfolded?.ci === undefined ? undefined : ciColors[unfolded.ci.outcome],
    description: described.join(' · '),
    contextValue: `repository${flags.join('')}`,
    spoken: [repository.name, kind, ...described].join(', '),
  });
}

function toFolderItem(node: FolderNode): vscode.TreeItem {
  const item = createItem(node, {
    label: node.name,
    state: Collapsed,
    contextValue: 'folder',
    spoken: vscode.l10n.t('{0}, folder', node.name),
  });
  item.iconPath = vscode.ThemeIcon.Folder;
  item.tooltip = node.path;
  return item;
}

function toPipelineItem(node: PipelineNode, { toUri, pipelineIcon }: ItemContext): vscode.TreeItem {
  const label = (node.path.split('/').at(-1) ?? node.path).replace(/\.(orch|tran)\.ya?ml$/i, '');
  const isOrchestration = node.pipelineKind === 'orchestration';
  const kind = isOrchestration ? vscode.l10n.t('orchestration pipeline') : vscode.l10n.t('transformation pipeline');
  const item = createItem(node, { label, state: None, contextValue: 'pipeline', spoken: `${label}, ${kind}` });
  item.iconPath = pipelineIcon(node.pipelineKind);
  item.tooltip = `${node.path}\n${kind}`;
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open pipeline'),
    arguments: [toUri(node.location, node.path)],
  };
  return item;
}

const messageIcons = { loading: 'loading~spin', empty: 'info', notice: 'warning', error: 'error' } as const;

function toMessageItem(node: MessageNode): vscode.TreeItem {
  const { label, detail, command } = node;
  const item = createItem(node, {
    label,
    state: None,
    icon: messageIcons[node.kind],
    contextValue: 'message',
    spoken: [label, detail, command?.title].filter((part) => part !== undefined).join('. '),
    ...(command === undefined ? {} : { description: command.title }),
  });
  if (detail !== undefined) item.tooltip = detail;
  if (command !== undefined) item.command = command;
  return item;
}
