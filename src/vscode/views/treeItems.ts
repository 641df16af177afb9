import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { PipelineKind } from '../../repositories/branchSnapshot';
import type { RepositoryLocation } from '../../repositories/location';
import { toCiText } from '../ciText';
import { toActivityText, toBranchText, toMarkTexts, type TextContext } from './repositoryText';
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
 * | account, workspace, folder | its kind |
 * | pipeline | `pipeline`, then `.deleted` if a draft deletes it, or `.draft` if one changes it otherwise |
 * | repository | `repository`, then `.favourite` if it is one, `.offline` if a branch has an offline copy, `.cloned` if it is cloned, then `.ci` if a CI run can be opened |
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
      return toFolderItem(node, context);
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
  const { repository, isFavourite, unfolded, mark } = node;
  const described = [
    toBranchText(node),
    toCiText(unfolded?.ci),
    toActivityText(node, context),
    ...toMarkTexts(mark),
  ].filter((part) => part !== undefined);
  const flags = [
    isFavourite ? '.favourite' : '',
    mark.offlineBranches.length > 0 ? '.offline' : '',
    mark.isCloned ? '.cloned' : '',
    unfolded?.ci?.url === undefined ? '' : '.ci',
  ];
  const kind = isFavourite ? vscode.l10n.t('favourite repository') : vscode.l10n.t('repository');
  return createItem(node, {
    label: repository.name,
    state: Collapsed,
    icon: isFavourite ? 'star-full' : mark.isCloned ? 'repo-clone' : 'repo',
    iconColor: unfolded?.ci === undefined ? undefined : ciColors[unfolded.ci.outcome],
    description: described.join(' · '),
    contextValue: `repository${flags.join('')}`,
    spoken: [repository.name, kind, ...described].join(', '),
  });
}

function toFolderItem(node: FolderNode, { toUri }: ItemContext): vscode.TreeItem {
  const item = createItem(node, {
    label: node.name,
    state: Collapsed,
    contextValue: 'folder',
    spoken: vscode.l10n.t('{0}, folder', node.name),
  });
  item.iconPath = vscode.ThemeIcon.Folder;
  item.resourceUri = toUri(node.location, node.path);
  item.tooltip = node.path;
  return item;
}

function toPipelineItem(node: PipelineNode, { toUri, pipelineIcon }: ItemContext): vscode.TreeItem {
  const { path, location, draft } = node;
  const label = (path.split('/').at(-1) ?? path).replace(/\.(orch|tran)\.ya?ml$/i, '');
  const isOrchestration = node.pipelineKind === 'orchestration';
  const kind = isOrchestration ? vscode.l10n.t('orchestration pipeline') : vscode.l10n.t('transformation pipeline');
  const change = draft === undefined ? undefined : toDraftText(draft);
  const isDeleted = draft === 'deleted';
  const item = createItem(node, {
    label,
    state: None,
    contextValue: draft === undefined ? 'pipeline' : isDeleted ? 'pipeline.deleted' : 'pipeline.draft',
    spoken: [label, kind, change].filter((part) => part !== undefined).join(', '),
    // The editor marks the others; what is gone should not look as if it were there.
    ...(isDeleted && change !== undefined ? { description: change } : {}),
  });
  item.iconPath = isDeleted ? new vscode.ThemeIcon('trash') : pipelineIcon(node.pipelineKind);
  item.resourceUri = toUri(location, path);
  item.tooltip = [path, kind, change].filter((part) => part !== undefined).join('\n');
  const shown = isDeleted ? { ...location, ref: { kind: 'commit', hash: node.commit } as const } : location;
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open pipeline'),
    arguments: [toUri(shown, path)],
  };
  return item;
}

function toDraftText(draft: NonNullable<PipelineNode['draft']>): string {
  switch (draft) {
    case 'added':
      return vscode.l10n.t('new, not committed');
    case 'modified':
      return vscode.l10n.t('changed, not committed');
    case 'renamed':
      return vscode.l10n.t('moved, not committed');
    case 'deleted':
      return vscode.l10n.t('deleted, not committed');
    default:
      return assertNever(draft);
  }
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
