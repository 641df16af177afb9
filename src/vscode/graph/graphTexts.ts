import * as vscode from 'vscode';
import type { GraphWords } from '../../graph/graphWords';

/** The words of a drawing, in the editor's language. */
export function getGraphWords(): GraphWords {
  return {
    added: vscode.l10n.t('Added'),
    removed: vscode.l10n.t('Removed'),
    changed: vscode.l10n.t('Changed'),
    skipped: vscode.l10n.t('Skipped'),
    error: vscode.l10n.t('Error'),
    warning: vscode.l10n.t('Warning'),
    hint: vscode.l10n.t('Hint'),
    edges: {
      unconditional: vscode.l10n.t('Unconditional'),
      success: vscode.l10n.t('On success'),
      failure: vscode.l10n.t('On failure'),
      true: vscode.l10n.t('If true'),
      false: vscode.l10n.t('If false'),
      data: vscode.l10n.t('Data'),
      iteration: vscode.l10n.t('Iterates'),
    },
  };
}
