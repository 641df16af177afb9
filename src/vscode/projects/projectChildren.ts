import * as vscode from 'vscode';
import type { Repository } from '../../bitbucket/model';
import { toDraftedContent } from '../../repositories/draftedPipelines';
import { toPipelineFolder } from '../../repositories/pipelineFolder';
import { commandIds } from '../ids';
import { createEmptyRow, createLoadingRow } from '../views/messageRows';
import { createPipelineRows } from '../views/repositoryChildren';
import { toMessageId, type TreeNode } from '../views/treeNode';
import type { ProjectNode } from './projectNode';
import { findTroubleText, type TroubleContext, type TroubleText } from './projectTrouble';

/** The rows below a project: what is wrong, if anything is, and the Repositories view's own rows of its branch. */
export function createProjectChildren(node: ProjectNode, context: TroubleContext): readonly TreeNode[] {
  const { content } = node.look ?? {};
  const trouble = findTroubleText(node, context);
  if (content === undefined) {
    if (trouble !== undefined && node.look?.isLoading !== true) return [createTroubleRow(node, 'error', trouble)];
    return [createLoadingRow(node.id, vscode.l10n.t('Looking for pipelines…'))];
  }
  const notices = trouble === undefined ? [] : [createTroubleRow(node, 'notice', trouble)];
  const { pipelines, folders } = toDraftedContent(content.pipelines, content.drafts);
  if (pipelines.length === 0 && folders.length === 0) return [...notices, createNoPipelinesRow(node)];
  const parent = { ...toParent(node), repository: toRepository(node) };
  return [...notices, ...createPipelineRows(parent, content.commit, toPipelineFolder(pipelines, folders))];
}

function toParent({ id, location, accountId }: ProjectNode) {
  return { id, location, accountId };
}

function createTroubleRow({ id }: ProjectNode, kind: 'error' | 'notice', { detail, command }: TroubleText): TreeNode {
  return { kind, id: toMessageId(id, kind), label: detail, detail, command };
}

function createNoPipelinesRow(node: ProjectNode): TreeNode {
  return createEmptyRow(node.id, {
    label: vscode.l10n.t('No pipelines on {0}', node.project.branch),
    detail: vscode.l10n.t('There is no *.orch.yaml or *.tran.yaml file on this branch yet.'),
    command: { command: commandIds.newPipeline, title: vscode.l10n.t('New pipeline'), arguments: [node] },
  });
}

/** What the rows of pipelines say of their repository; the book knows no more, and no row of it asks for more. */
function toRepository({ project: { repository, branch } }: ProjectNode): Repository {
  const { workspace, slug } = repository;
  return {
    uuid: `${workspace}/${slug}`,
    workspace,
    slug,
    name: slug,
    workspaceName: workspace,
    description: '',
    isPrivate: true,
    updatedOn: '',
    mainBranch: branch,
  };
}
