import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { hasConflictMarkers } from '../../repositories/commits/conflictMarkers';
import { readUri } from '../files/locationUri';
import { commandIds } from '../ids';
import { isBranchLocation } from './findOpenLocations';
import type { OpenBranches } from './openBranches';

/** Documents that a command is saving. */
const savedUnasked = new WeakSet<vscode.TextDocument>();

/** Saves a document of a conflict that a command is about to end; nobody is asked whether it has ended. */
export async function saveUnasked(document: vscode.TextDocument): Promise<boolean> {
  savedUnasked.add(document);
  try {
    return await document.save();
  } finally {
    savedUnasked.delete(document);
  }
}

/** Calls back when somebody saved a document on purpose: an editor that saves by itself says nothing about being done. */
export function onDidSaveByHand(listener: (document: vscode.TextDocument) => void): Disposable {
  const owned = new DisposableStore();
  const byHand = new WeakSet<vscode.TextDocument>();
  owned.add(
    vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      const isByHand = reason === vscode.TextDocumentSaveReason.Manual && !savedUnasked.has(document);
      if (isByHand) byHand.add(document);
    }),
  );
  owned.add(
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (byHand.delete(document)) listener(document);
    }),
  );
  return owned;
}

/** Whoever saves a merged file without markers is asked whether that was the conflict. */
export async function offerMarkResolved(
  branches: Pick<OpenBranches, 'find'>,
  document: Pick<vscode.TextDocument, 'uri' | 'getText'>,
): Promise<void> {
  const place = readUri(document.uri);
  if (place === undefined || !isBranchLocation(place.location)) return;
  const change = branches.find(place.location)?.changes.find(({ path }) => path === place.path);
  if (change?.isInConflict !== true || hasConflictMarkers(document.getText())) return;
  const mark = vscode.l10n.t('Mark as resolved');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} has no conflict markers any more. Is the conflict resolved?', place.path),
    mark,
  );
  if (chosen === mark) await vscode.commands.executeCommand(commandIds.markResolved, document.uri);
}
