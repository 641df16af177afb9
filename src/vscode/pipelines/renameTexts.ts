import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { NewNameProblem } from '../../pipelines/rename/checkNewName';

/** Why a component or variable cannot have a name. */
export function explainNewName(problem: NewNameProblem): string {
  switch (problem.kind) {
    case 'empty':
      return vscode.l10n.t('Type a name.');
    case 'edgeSpace':
      return vscode.l10n.t('A name begins and ends with something else than a space.');
    case 'lineBreak':
      return vscode.l10n.t('A name is one line of visible characters.');
    case 'variableCharacters':
      return vscode.l10n.t(
        'The name of a variable is made of letters from A to Z, digits and underscores, and does not begin with a digit.',
      );
    case 'taken':
      return vscode.l10n.t('This pipeline has a “{0}” already.', problem.name);
    default:
      return assertNever(problem);
  }
}
