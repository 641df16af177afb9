import * as vscode from 'vscode';
import type { FactReference } from '../../pipelines/fileFacts';
import type { KnownFiles } from '../../pipelines/knownFiles';
import type { FileMove } from '../../pipelines/rename/fileMoves';
import { createMovePlan, mendReferences, type MovePlan } from '../../pipelines/rename/mendReferences';
import { mendSharedPipelines } from '../../pipelines/rename/mendSharedPipelines';
import type { RenameEdit } from '../../pipelines/rename/renameSymbol';
import { sharedPipelinesPath } from '../../pipelines/sharedPipelines';
import type { PipelinePlace } from './languageContext';
import { readPlacedPipeline, readPlacedText, type PlacedText } from './placedPipeline';
import { mayHave } from './sharedPipelines';

/** The files as they are before some moves. */
export interface FilesAround {
  readonly files: KnownFiles;
  readonly moves: readonly FileMove[];
}

/** Adds the edits that keep references leading where they do when files move, in what was read already. */
export async function createMoveEdit(
  place: PipelinePlace,
  { files, moves }: FilesAround,
  signal?: AbortSignal,
  edit = new vscode.WorkspaceEdit(),
): Promise<vscode.WorkspaceEdit> {
  const { index } = place;
  const plan = createMovePlan(files, moves);
  for (const path of index.pipelines) {
    if (!(index.facts(path)?.references ?? []).some((reference) => isAffected(plan, reference, path))) continue;
    const read = await readPlacedPipeline(place, path, signal);
    if (read !== undefined) addEdits(edit, read, mendReferences(read.document, path, plan));
  }
  if (mayHave(index.files, sharedPipelinesPath)) {
    const read = await readPlacedText(place, sharedPipelinesPath, signal);
    if (read !== undefined) addEdits(edit, read, mendSharedPipelines(read.text, plan));
  }
  return edit;
}

function isAffected(plan: MovePlan, { pipelineKind, written }: FactReference, path: string): boolean {
  return plan.findMend({ pipelineKind, value: { text: written } }, path) !== undefined;
}

/** What is not sure is shown in a preview first, and is left as it is unless somebody ticks it. */
export function addEdits(
  edit: vscode.WorkspaceEdit,
  { uri, path, toRange }: PlacedText,
  edits: readonly RenameEdit[],
): void {
  const label = vscode.l10n.t('May mean something else');
  for (const { span, newText, isSure } of edits) {
    if (isSure) edit.replace(uri, toRange(span), newText);
    else edit.replace(uri, toRange(span), newText, { needsConfirmation: true, label, description: path });
  }
}
