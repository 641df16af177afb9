import * as vscode from 'vscode';
import { toDraftedContent, type DraftedPipeline } from '../../repositories/draftedPipelines';
import { toPipelineFolder, type PipelineFolder } from '../../repositories/pipelineFolder';
import { commandIds } from '../ids';
import { createEmptyRow, createErrorRow, createLoadingRow, createNoticeRow } from './messageRows';
import { toNodeId, type FolderNode, type PipelineNode, type RepositoryNode, type TreeNode } from './treeNode';

export interface RepositoryChildrenContext {
  readonly workspace: TreeNode;
  readonly now: number;
  readonly language: string;
}

/** The rows below a repository that was unfolded: what is known, and what is to be said about it. */
export function createRepositoryChildren(
  node: RepositoryNode,
  context: RepositoryChildrenContext,
): readonly TreeNode[] {
  const { accountId } = node;
  const failureContext = { ...context, parentId: node.id, subject: 'repository', retried: node, accountId } as const;
  const { content, failure, loadedAt } = node.unfolded ?? {};
  if (content === undefined) {
    if (failure !== undefined) return [createErrorRow(failure, failureContext)];
    return [createLoadingRow(node.id, vscode.l10n.t('Looking for pipelines…'))];
  }
  const notices = failure === undefined ? [] : [createNoticeRow(failure, loadedAt, failureContext)];
  if (content.kind === 'empty') return [...notices, createNothingRow(node)];
  if (content.kind === 'noBranch') return [...notices, createNoBranchRow(node, content.lookedFor)];
  const { branch, commit } = content.snapshot;
  const { pipelines, folders } = toDraftedContent(content.snapshot.pipelines, node.drafts);
  if (pipelines.length === 0 && folders.length === 0) return [...notices, createNoPipelinesRow(node, branch)];
  return [...notices, ...createPipelineRows(node, commit, toPipelineFolder(pipelines, folders))];
}

/** The folders and pipelines of a branch whose tip is `commit`, below the row of whatever holds them. */
export function createPipelineRows(
  node: Pick<RepositoryNode, 'id' | 'location' | 'accountId' | 'repository'>,
  commit: string,
  folder: PipelineFolder<DraftedPipeline>,
): readonly (FolderNode | PipelineNode)[] {
  const { location, accountId, repository } = node;
  const shared = { location, accountId, repository };
  return [
    ...folder.folders.map((child): FolderNode => ({
      kind: 'folder',
      id: `${node.id}/folder/${toNodeId(child.path)}`,
      path: child.path,
      name: child.name,
      ...shared,
      children: () => createPipelineRows(node, commit, child),
    })),
    ...folder.pipelines.map(({ path, kind, draft }): PipelineNode => ({
      kind: 'pipeline',
      id: `${node.id}/file/${toNodeId(path)}`,
      path,
      pipelineKind: kind,
      draft,
      commit,
      ...shared,
    })),
  ];
}

function createNothingRow(node: RepositoryNode): TreeNode {
  return createEmptyRow(node.id, {
    label: vscode.l10n.t('This repository is empty'),
    detail: vscode.l10n.t('It has no commit yet. Add a first file on Bitbucket, or push one.'),
    command: { command: commandIds.openOnBitbucket, title: vscode.l10n.t('Open on Bitbucket'), arguments: [node] },
  });
}

function createNoBranchRow(node: RepositoryNode, lookedFor: readonly string[]): TreeNode {
  return createEmptyRow(node.id, {
    label: vscode.l10n.t('No branch to show'),
    detail: vscode.l10n.t('None of these branches exists: {0}. Choose another one.', lookedFor.join(', ')),
    command: { command: commandIds.showBranch, title: vscode.l10n.t('Show another branch'), arguments: [node] },
  });
}

function createNoPipelinesRow(node: RepositoryNode, branch: string): TreeNode {
  return createEmptyRow(node.id, {
    label: vscode.l10n.t('No pipelines on {0}', branch),
    detail: vscode.l10n.t('There is no *.orch.yaml or *.tran.yaml file on this branch. Another branch may have some.'),
    command: { command: commandIds.showBranch, title: vscode.l10n.t('Show another branch'), arguments: [node] },
  });
}
