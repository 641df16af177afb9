import * as vscode from 'vscode';
import { createTooltip, toFact, toPageUrl } from '../views/tooltip';
import type { ProjectNode } from './projectNode';
import { findTroubleText, type TroubleContext } from './projectTrouble';

/**
 * A project's row; `problems` are those that are known of its branch. Its `contextValue` is `project`, then `.linked` if its place in Maia is known, then `.authorize` or
 * `.file` if something is wrong that a sign-in or an edit of the project file would mend.
 */
export function toProjectItem(node: ProjectNode, context: TroubleContext, problems: number): vscode.TreeItem {
  const { name, link } = node.project;
  const trouble = findTroubleText(node, context);
  const linkText = toLinkText(node);
  const counts = [toCountText(node, context.language), toProblemCount(problems, context.language)];
  const described = [toPlace(node), ...counts, trouble?.label].filter((part) => part !== undefined);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const isMendable = trouble !== undefined && trouble.remedy !== 'other';
  item.id = node.id;
  item.description = described.join(' · ');
  item.iconPath =
    trouble === undefined
      ? new vscode.ThemeIcon(link === undefined ? 'project' : 'cloud')
      : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = ['project', link && 'linked', isMendable ? trouble.remedy : undefined]
    .filter((part) => part !== undefined)
    .join('.');
  item.accessibilityInformation = {
    label: [name, vscode.l10n.t('project'), ...described, linkText].join(', '),
  };
  return item;
}

/** What the row has no room for. */
export function createProjectTooltip(
  node: ProjectNode,
  context: TroubleContext & { readonly webUrl: string },
): vscode.MarkdownString {
  const { repository, name, branch, pipelineCount } = node.project;
  const content = node.look?.content;
  const told = content?.file?.kind === 'project' ? content.file.project : undefined;
  const trouble = findTroubleText(node, context);
  return createTooltip({
    title: name,
    facts: [
      told?.description?.trim() ?? '',
      trouble === undefined ? '' : `${trouble.label}: ${trouble.detail}`,
      toFact(vscode.l10n.t('Repository'), `${repository.workspace}/${repository.slug}`),
      toFact(vscode.l10n.t('Branch'), branch),
      toFact(vscode.l10n.t('Data platform'), told?.dataPlatform),
      toFact(vscode.l10n.t('Pipelines'), pipelineCount?.toLocaleString(context.language)),
      content === undefined || content.drafts.length === 0
        ? ''
        : toFact(vscode.l10n.t('Drafts'), content.drafts.length.toLocaleString(context.language)),
      toLinkText(node),
    ],
    url: toPageUrl(context.webUrl, repository.workspace, repository.slug),
  });
}

/** “acme/sales · main” */
export function toPlace({ project: { repository, branch } }: Pick<ProjectNode, 'project'>): string {
  return `${repository.workspace}/${repository.slug} · ${branch}`;
}

function toLinkText({ project: { link } }: ProjectNode): string {
  return link === undefined ? vscode.l10n.t('not linked to Maia') : vscode.l10n.t('linked to Maia ({0})', link.region);
}

function toCountText({ project: { pipelineCount } }: ProjectNode, language: string): string | undefined {
  if (pipelineCount === undefined) return undefined;
  return pipelineCount === 1
    ? vscode.l10n.t('1 pipeline')
    : vscode.l10n.t('{0} pipelines', pipelineCount.toLocaleString(language));
}

function toProblemCount(count: number, language: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', count.toLocaleString(language));
}
