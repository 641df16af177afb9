import * as vscode from 'vscode';
import type { PipelineChange } from '../../pipelines/compare/pipelineChange';
import type { Span } from '../../pipelines/span';
import type { ComparedPipeline } from './comparedPipeline';

/** Opens the comparison at the place of a change: in the newer version, in the older one for what is gone. */
export async function showChange(
  { comparison, before, after }: ComparedPipeline,
  { places }: PipelineChange,
): Promise<void> {
  const { original, modified, title } = comparison;
  const selection = places.after && toRange(after.text, places.after);
  await vscode.commands.executeCommand('vscode.diff', original, modified, title, selection && { selection });
  if (places.after !== undefined || places.before === undefined) return;
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === original.toString(),
  );
  const range = toRange(before.text, places.before);
  editor?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (editor !== undefined) editor.selection = new vscode.Selection(range.start, range.end);
}

function toRange(text: string, { start, end }: Span): vscode.Range {
  const [from, to] = [toPosition(text, start), toPosition(text, end)];
  return new vscode.Range(from.line, from.character, to.line, to.character);
}

function toPosition(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
