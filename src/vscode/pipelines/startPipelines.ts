import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { translateProblems } from '../../pipelines/translateProblems';
import { pipelineLanguageId } from '../ids';
import { toAbortSignal } from './abortSignal';
import { checkRepository } from './checkRepository';
import { DocumentChecks } from './documentChecks';
import { DocumentReader } from './documentReader';
import { editedSchemes } from './isChecked';
import type { LanguageContext } from './languageContext';
import { mendMovedFiles } from './movedFiles';
import type { PipelineOptions } from './pipelineOptions';
import { registerFeatures } from './pipelineRoom';
import { Places } from './places';
import { ProblemBoard } from './problemBoard';
import { ProblemMarks } from './problemMarks';
import { registerQuickFixes } from './quickFixes';
import { RepositoryChecks } from './repositoryChecks';

/** What can be done with pipelines beyond the features of their language. */
export interface PipelineFeatures extends Disposable {
  readonly checkRepository: (argument: unknown) => Promise<void>;
  /** Says what has to be changed along with files that are about to move. */
  readonly mendMoves: (event: vscode.FileWillRenameEvent) => Promise<vscode.WorkspaceEdit>;
}

/** Begins to follow pipelines; loaded when the first one is opened. `addFeatures` adds what is more than checks. */
export function startPipelines(
  { access, clock, log }: PipelineOptions,
  addFeatures = registerFeatures,
): PipelineFeatures {
  // The checks know nothing of the editor; their sentences are translated all the same.
  if (vscode.l10n.bundle !== undefined) translateProblems(vscode.l10n.bundle);
  const owned = new DisposableStore();
  const places = owned.add(new Places({ access, clock, log }));
  const { read } = new DocumentReader();
  const board = owned.add(new ProblemBoard());
  const checks = owned.add(new DocumentChecks({ places, board, read, clock, log }));
  owned.add(registerQuickFixes(checks));
  const context: LanguageContext = {
    selector: editedSchemes.map((scheme) => ({ language: pipelineLanguageId, scheme })),
    read,
    findPlace: places.findPlace,
    clock,
    log,
  };
  owned.add(addFeatures(context));
  owned.add(new ProblemMarks({ access, board }));
  const repositoryChecks = owned.add(new RepositoryChecks({ board, clock, log }));
  return {
    checkRepository: (argument) =>
      checkRepository({ access, clock, places, openCheck: repositoryChecks.open }, argument),
    dispose: () => {
      owned.dispose();
    },
    mendMoves: ({ files, token }) => mendMovedFiles(context, files, toAbortSignal(token)),
  };
}
