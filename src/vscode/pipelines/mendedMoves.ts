import type * as vscode from 'vscode';

const underWay = new Set<string>();
let planned: string | undefined;

/** Runs a move whose references are mended by whoever moves: the editor tells everybody of it, and nobody else has to. */
export async function whileMending<T>(uri: vscode.Uri, move: () => Thenable<T>): Promise<T> {
  const key = uri.toString();
  underWay.add(key);
  try {
    return await move();
  } finally {
    underWay.delete(key);
  }
}

/** The editor is given an edit that moves a file and mends what refers to it; whether it makes it, the user decides. */
export function planMending(from: vscode.Uri, to: vscode.Uri): void {
  planned = toKey(from, to);
}

/** Whether somebody moves this and mends what refers to it. A plan counts for the next move only. */
export function takeMended(from: vscode.Uri, to: vscode.Uri): boolean {
  const isPlanned = planned === toKey(from, to);
  planned = undefined;
  return isPlanned || underWay.has(from.toString());
}

function toKey(from: vscode.Uri, to: vscode.Uri): string {
  return `${from.toString()} ${to.toString()}`;
}
