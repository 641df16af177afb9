import * as vscode from 'vscode';
import { findPipelineKind } from '../../repositories/pipelineFinder';
import {
  findPipelineNameProblem,
  readPipelineFileName,
  readTypedName,
  toPipelineFileName,
} from '../../repositories/pipelineNames';
import { workOn } from '../files/workOn';
import type { FileCommandContext } from '../files/fileCommandContext';
import { readBranchPipelines } from './branchPipelines';
import { confirmReferences } from './confirmReferences';
import { findEditTarget, type EditTarget } from './editTarget';
import { moveFile } from './moveFile';
import { MoveMender } from './moveMender';
import { explainFileName, explainPipelineName } from '../files/nameTexts';
import { isWithin, joinPath, parentOf, nameOf } from '../../repositories/drafts/draftLayer';
import { pickFolder } from './pickFolder';
import { readNames } from './readNames';
import { createReferenceSearch } from './searchReferences';
import { tellMended } from './tellMended';
import { tellReferences } from './tellReferences';

/** Gives a pipeline, file or folder another name in its folder. */
export async function renamePipeline(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = await findMovable(context, argument);
  if (target === undefined) return;
  const folder = parentOf(target.path);
  const name = await typeNewName(target, folder);
  if (name === undefined || name === nameOf(target.path)) return;
  await confirmAndMove(target, joinPath(folder, name), vscode.l10n.t('Rename'));
}

/** Puts a pipeline, file or folder into another folder. */
export async function movePipeline(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = await findMovable(context, argument);
  if (target === undefined) return;
  const { path, location } = target;
  const { paths, emptyFolders } = await workOn(location.repository, (signal) => readBranchPipelines(target, signal));
  const folder = await pickFolder({
    title: vscode.l10n.t('Move {0}', nameOf(path)),
    // A folder cannot go into itself.
    paths: target.kind === 'file' ? paths : paths.filter((it) => !isWithin(it, path)),
    emptyFolders: emptyFolders.filter((it) => !isWithin(it, path)),
    current: parentOf(path),
  });
  if (folder === undefined || folder === parentOf(path)) return;
  await confirmAndMove(target, joinPath(folder, nameOf(path)), vscode.l10n.t('Move'));
}

async function confirmAndMove(target: EditTarget, to: string, action: string): Promise<void> {
  const { path, location } = target;
  const { search, isComplete, finder } = await createReferenceSearch(
    target,
    (pipelines, isWhole) => new MoveMender(pipelines, isWhole, { from: path, to }),
  );
  const title = vscode.l10n.t('{0} {1} to {2}', action, nameOf(path), to);
  if (!(await confirmReferences({ title, action, location, search, isComplete, isMended: true }))) return;
  const { references, unread } = search;
  const edit = await finder.createEdit(
    target,
    references.map((reference) => reference.path),
  );
  const isPreviewed = references.some(({ match }) => match === 'name');
  const outcome = await moveFile(target, to, { edit, isPreviewed });
  if (outcome === 'mended') tellMended({ location, references, unread, from: path, to });
  else if (outcome === 'moved') tellReferences(location, references, path, to);
}

async function findMovable(context: FileCommandContext, argument: unknown): Promise<EditTarget | undefined> {
  const target = await findEditTarget(context, argument);
  if (target?.path !== '') return target;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Select a folder or pipeline first: a repository is renamed on Bitbucket.'),
  );
  return undefined;
}

async function typeNewName(target: EditTarget, folder: string): Promise<string | undefined> {
  const current = nameOf(target.path);
  const names = (await readNames(target, folder)).filter((name) => name !== current);
  const kind = target.kind === 'file' ? findPipelineKind(target.path) : undefined;
  const value = kind === undefined ? current : (readPipelineFileName(current)?.name ?? current);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename {0}', current),
    value,
    validateInput: (text) => {
      if (kind === undefined) return explainFileName(text, names);
      const problem = findPipelineNameProblem(readTypedName(text, kind), names);
      return problem && explainPipelineName(problem);
    },
  });
  if (typed === undefined || kind === undefined) return typed;
  return toPipelineFileName(readTypedName(typed, kind), kind);
}
