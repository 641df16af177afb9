import * as vscode from 'vscode';
import type { PipelineKind } from '../../repositories/branchSnapshot';
import { findPipelineNameProblem, readTypedName, toPipelineFileName } from '../../repositories/pipelineNames';
import { createPipelineText } from '../../repositories/pipelineTemplates';
import type { FileCommandContext } from '../files/fileCommandContext';
import { workOn } from '../files/workOn';
import { readBranchPipelines } from './branchPipelines';
import { createFile } from './createFile';
import { findEditTarget, type EditTarget } from './editTarget';
import { explainPipelineName } from '../files/nameTexts';
import { joinPath, parentOf } from '../../repositories/drafts/draftLayer';
import { pickFolder } from './pickFolder';
import { readNames } from './readNames';

/** Creates a pipeline as a draft and opens it: in the folder of the row it was called on, else in a chosen one. */
export async function newPipeline(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = await findEditTarget(context, argument);
  if (target === undefined) return;
  const kind = await pickKind();
  if (kind === undefined) return;
  const folder = await findFolder(target);
  if (folder === undefined) return;
  const name = await typeName(target, folder, kind);
  if (name === undefined) return;
  const path = joinPath(folder, toPipelineFileName(name, kind));
  await createFile(target, path, new TextEncoder().encode(createPipelineText(kind)));
}

/** A repository's row, or nothing at all, names no folder. */
async function findFolder(target: EditTarget): Promise<string | undefined> {
  if (target.path !== '') return target.kind === 'directory' ? target.path : parentOf(target.path);
  const title = vscode.l10n.t('New pipeline');
  const pipelines = await workOn(target.location.repository, (signal) => readBranchPipelines(target, signal));
  return pickFolder({ title, ...pipelines });
}

async function pickKind(): Promise<PipelineKind | undefined> {
  const items: (vscode.QuickPickItem & { readonly value: PipelineKind })[] = [
    {
      label: vscode.l10n.t('Orchestration'),
      detail: vscode.l10n.t('Loads data and runs other pipelines, step after step'),
      iconPath: new vscode.ThemeIcon('type-hierarchy-sub'),
      value: 'orchestration',
    },
    {
      label: vscode.l10n.t('Transformation'),
      detail: vscode.l10n.t('Turns tables into other tables inside the data platform'),
      iconPath: new vscode.ThemeIcon('combine'),
      value: 'transformation',
    },
  ];
  const title = vscode.l10n.t('New pipeline');
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which kind?') }))?.value;
}

async function typeName(target: EditTarget, folder: string, kind: PipelineKind): Promise<string | undefined> {
  const names = await readNames(target, folder);
  const typed = await vscode.window.showInputBox({
    title: kind === 'orchestration' ? vscode.l10n.t('New orchestration') : vscode.l10n.t('New transformation'),
    prompt:
      folder === ''
        ? vscode.l10n.t('Name of the pipeline, in the root of the repository')
        : vscode.l10n.t('Name of the pipeline, in the folder {0}', folder),
    validateInput: (value) => {
      const problem = findPipelineNameProblem(readTypedName(value, kind), names);
      return problem && explainPipelineName(problem);
    },
  });
  return typed === undefined ? undefined : readTypedName(typed, kind);
}
