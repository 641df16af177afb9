import * as vscode from 'vscode';
import { toCanvasDistance } from '../../graph/drawingScale';
import type { GraphNode, Point } from '../../graph/graphModel';
import { moveComponent } from '../../graph/moveComponent';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import { openDocument, toRange } from './pipelineSource';

/** Writes where a component was moved to, as one step that can be undone. `false` where the text has no room for it. */
export async function moveInText(uri: vscode.Uri, node: GraphNode, by: Point): Promise<boolean> {
  const document = await openDocument(uri);
  const pipeline = readPipeline(document.getText(), readPipelinePath(uri.path)?.kind);
  const from = toCanvasDistance(node);
  const edits = moveComponent(pipeline, node.name, { x: from.x + by.x, y: from.y + by.y });
  if (edits === undefined) return false;
  const change = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) change.replace(uri, toRange(document, span), newText);
  return vscode.workspace.applyEdit(change);
}
