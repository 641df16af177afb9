import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { findPathProblem } from '../../repositories/locationPath';
import { readPipelineFileName, type PipelineNameProblem } from '../../repositories/pipelineNames';

/** What is wrong with the name of a pipeline, and how it would be right. */
export function explainPipelineName(problem: PipelineNameProblem): string {
  switch (problem.kind) {
    case 'empty':
      return vscode.l10n.t('Type a name.');
    case 'character':
      return vscode.l10n.t(
        'Maia takes letters from A to Z, digits, underscores, hyphens, parentheses and single spaces, but not “{0}”.',
        problem.character,
      );
    case 'edgeSpace':
      return vscode.l10n.t('A name begins and ends with something else than a space.');
    case 'doubleSpace':
      return vscode.l10n.t('Maia takes only one space at a time.');
    case 'tooLong':
      return vscode.l10n.t('This is too long for a file’s name.');
    case 'reserved':
      return vscode.l10n.t('This is the name of a device on Windows, and a clone there would fail.');
    case 'taken':
      return explainTaken(problem.by);
    default:
      return assertNever(problem);
  }
}

/** What keeps a text from being the name of a file or folder; the rest is found out when it is created. */
export function explainFileName(name: string, taken: Iterable<string>): string | undefined {
  if (name.trim() === '') return vscode.l10n.t('Type a name.');
  if (/[/\\]/.test(name)) return vscode.l10n.t('A name holds no slash.');
  if (findPathProblem(name) !== undefined) return vscode.l10n.t('This cannot be a name. Choose another one.');
  const twin = [...taken].find((it) => it.toLowerCase() === name.toLowerCase());
  return twin === undefined ? undefined : explainTaken(twin);
}

function explainTaken(by: string): string {
  switch (readPipelineFileName(by)?.kind) {
    case 'orchestration':
      return vscode.l10n.t('There is an orchestration pipeline of this name in the folder: {0}', by);
    case 'transformation':
      return vscode.l10n.t('There is a transformation pipeline of this name in the folder: {0}', by);
    case undefined:
      return vscode.l10n.t('There is something of this name in the folder: {0}', by);
  }
}
