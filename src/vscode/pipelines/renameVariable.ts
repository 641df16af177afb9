import * as vscode from 'vscode';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { findVariableNameProblem } from '../../pipelines/rename/checkNewName';
import { renameChildVariable, renameVariable } from '../../pipelines/rename/renameSymbol';
import { groupByPath } from './findReferences';
import type { PipelinePlace } from './languageContext';
import { addEdits } from './moveEdit';
import { readPlacedPipeline, type PlacedPipeline } from './placedPipeline';
import { readRest } from './readRest';
import { explainNewName } from './renameTexts';
import { leadsTo } from './resolveReference';

export interface VariableRename {
  /** The pipeline that declares the variable. */
  readonly pipeline: PlacedPipeline;
  readonly name: string;
  readonly newName: string;
}

/**
 * Renames a variable where it is declared and used, and where parents set it. `undefined` when the user would rather not;
 * throws a sentence for the user where it cannot be.
 */
export async function renameVariableEverywhere(
  place: PipelinePlace | undefined,
  { pipeline, name, newName }: VariableRename,
  signal: AbortSignal,
): Promise<vscode.WorkspaceEdit | undefined> {
  if (!isDeclared(pipeline.document, name)) throw new Error(explainUndeclared(name));
  const problem = findVariableNameProblem(pipeline.document, name, newName);
  if (problem !== undefined) throw new Error(explainNewName(problem));
  const edit = new vscode.WorkspaceEdit();
  if (place !== undefined && !(await readRest(place, signal))) return undefined;
  addEdits(edit, pipeline, renameVariable(pipeline.document, name, newName));
  if (place === undefined) return edit;
  for (const from of groupByPath(place.index.findReferrers(pipeline.path)).keys()) {
    const parent = await readPlacedPipeline(place, from, signal);
    if (parent === undefined) continue;
    addEdits(edit, parent, renameChildVariable(parent.document, leadsTo(place, from, pipeline.path), name, newName));
  }
  return edit;
}

export function isDeclared({ pipeline }: PipelineDocument, name: string): boolean {
  return pipeline.variables.some((it) => it.name.text === name);
}

/** Project variables are declared in Maia. */
export function explainUndeclared(name: string): string {
  return vscode.l10n.t('“{0}” is not declared in this pipeline. A variable of the project is renamed in Maia.', name);
}
