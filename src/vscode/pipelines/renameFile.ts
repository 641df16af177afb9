import * as vscode from 'vscode';
import { resolveFile, type FileReference } from '../../pipelines/fileReferences';
import { endingOf, readPipelinePath } from '../../pipelines/pipelineKind';
import { findPathProblem } from '../../repositories/locationPath';
import { findPipelineNameProblem } from '../../repositories/pipelineNames';
import { explainFileName, explainPipelineName } from '../files/nameTexts';
import type { PipelinePlace } from './languageContext';
import { planMending } from './mendedMoves';
import { createMoveEdit } from './moveEdit';
import { readRest } from './readRest';

/** The one file that a reference surely means. Throws a sentence for the user where there is none. */
export function findRenamedFile(place: PipelinePlace, reference: FileReference): string {
  const resolution = resolveFile(reference, place.path, place.index.files);
  if (resolution.kind === 'found') return resolution.path;
  if (resolution.kind === 'unchecked' || resolution.kind === 'missing') {
    throw new Error(vscode.l10n.t('There is no file “{0}” that could be renamed.', reference.value.text));
  }
  throw new Error(
    vscode.l10n.t(
      '“{0}” is no path from the root of the repository. Correct that before you rename it.',
      reference.value.text,
    ),
  );
}

/**
 * Renames or moves the file behind a reference, and mends everything that refers to it, in one edit. `typed` is a path from
 * the root, with or without its ending. `undefined` when the user would rather not.
 */
export async function renameReferencedFile(
  place: PipelinePlace,
  reference: FileReference,
  typed: string,
  signal: AbortSignal,
): Promise<vscode.WorkspaceEdit | undefined> {
  const from = findRenamedFile(place, reference);
  const to = toPath(typed, from);
  const problem = findProblem(place, from, to);
  if (problem !== undefined) throw new Error(problem);
  if (from === to) return new vscode.WorkspaceEdit();
  if (!(await readRest(place, signal))) return undefined;
  const edit = await createMoveEdit(place, { files: place.index.files, moves: [{ from, to }] }, signal);
  const [fromUri, toUri] = [place.toUri(from), place.toUri(to)];
  edit.renameFile(fromUri, toUri, { overwrite: false });
  planMending(fromUri, toUri);
  return edit;
}

function toPath(typed: string, from: string): string {
  const path = typed.trim().replace(/^\/+/, '');
  const kind = readPipelinePath(from)?.kind;
  return kind === undefined || path.endsWith(endingOf(kind)) ? path : path + endingOf(kind);
}

function findProblem({ index }: PipelinePlace, from: string, to: string): string | undefined {
  if (findPathProblem(to) !== undefined) return vscode.l10n.t('This cannot be a path in the repository.');
  const folder = to.slice(0, to.lastIndexOf('/') + 1);
  const names = [...index.files.paths]
    .filter((path) => path !== from && path.startsWith(folder))
    .map((path) => path.slice(folder.length))
    .filter((name) => !name.includes('/'));
  const fileName = to.slice(folder.length);
  const pipeline = readPipelinePath(to);
  if (pipeline === undefined) return explainFileName(fileName, names);
  const problem = findPipelineNameProblem(pipeline.name, names);
  return problem && explainPipelineName(problem);
}
