import * as vscode from 'vscode';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import { findSpanOf, openDocument, toRange } from './pipelineSource';

export interface Revealing {
  readonly uri: vscode.Uri;
  /** Of the node. */
  readonly id: string;
  /** Whether the keyboard goes to the text. */
  readonly takesFocus: boolean;
  /** Column of the graph: the text is shown in another one where it has no place yet. */
  readonly besides: vscode.ViewColumn | undefined;
}

/** Selects a component's name in its text, where that is open, else beside the graph. */
export async function revealInText({ uri, id, takesFocus, besides }: Revealing): Promise<void> {
  const document = await openDocument(uri);
  const span = findSpanOf(readPipeline(document.getText(), readPipelinePath(uri.path)?.kind), id);
  if (span === undefined) return;
  await vscode.window.showTextDocument(document, {
    viewColumn:
      findColumn(uri) ?? (besides === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One),
    preserveFocus: !takesFocus,
    selection: toRange(document, span),
  });
}

/** Where the text is to be seen, or behind another tab. */
function findColumn(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const isText = (it: vscode.Uri): boolean => it.toString() === uri.toString();
  const editor = vscode.window.visibleTextEditors.find(({ document }) => isText(document.uri));
  if (editor?.viewColumn !== undefined) return editor.viewColumn;
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && isText(input.uri)),
  )?.viewColumn;
}
