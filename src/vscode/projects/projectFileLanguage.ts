import * as vscode from 'vscode';
import { completeProjectFile } from '../../projects/completeProjectFile';
import { readProjectFile } from '../../projects/readProjectFile';
import { findDetailText, toProblemText } from './projectFileTexts';

/** What is wrong in a project file, where it is wrong. */
export function createDiagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  const reading = readProjectFile(document.getText());
  if (reading.kind === 'newer') return [createNewerNote(document, reading.version)];
  return reading.problems.map((problem) => {
    const range = new vscode.Range(document.positionAt(problem.startOffset), document.positionAt(problem.endOffset));
    const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
    const diagnostic = new vscode.Diagnostic(range, toProblemText(problem), severity);
    diagnostic.source = 'Maia';
    diagnostic.code = problem.code;
    return diagnostic;
  });
}

function createNewerNote(document: vscode.TextDocument, version: string): vscode.Diagnostic {
  const text = vscode.l10n.t(
    'This file has version {0}, which is newer than this extension knows. It is left alone; update the extension.',
    version,
  );
  const diagnostic = new vscode.Diagnostic(document.lineAt(0).range, text, vscode.DiagnosticSeverity.Information);
  diagnostic.source = 'Maia';
  return diagnostic;
}

/** Keys that are not there yet, and values of those that have known ones. */
export function createCompletions(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
  const text = document.getText();
  return completeProjectFile(text, document.offsetAt(position)).map((completion) => {
    const kind = /^dataPlatform\.|^maia\.region\./.test(completion.detailCode)
      ? vscode.CompletionItemKind.EnumMember
      : vscode.CompletionItemKind.Property;
    const item = new vscode.CompletionItem(completion.label, kind);
    item.insertText = completion.insertText;
    item.range = new vscode.Range(
      document.positionAt(completion.startOffset),
      document.positionAt(completion.endOffset),
    );
    const detail = findDetailText(completion.detailCode);
    if (detail !== undefined) item.documentation = detail;
    return item;
  });
}

/** Explains the key under the pointer; keys of `maia` stand indented below it, or after it between braces. */
export function createHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const range = document.getWordRangeAtPosition(position, /[A-Za-z]+(?=\s*:)/);
  if (range === undefined) return undefined;
  const key = document.getText(range);
  const detail = range.start.character === 0 ? findDetailText(key) : findDetailText(`maia.${key}`);
  return detail === undefined ? undefined : new vscode.Hover(detail, range);
}
