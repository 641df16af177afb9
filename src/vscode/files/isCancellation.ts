import * as vscode from 'vscode';

/** Node's abort reasons and the editor's own cancellation. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
