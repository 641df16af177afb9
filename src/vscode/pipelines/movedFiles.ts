import * as vscode from 'vscode';
import { moveKnownFiles, type FileMove } from '../../pipelines/rename/fileMoves';
import { fileScheme } from '../ids';
import { isCancellation } from '../files/isCancellation';
import { toPlainText } from '../plainText';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { takeMended } from './mendedMoves';
import { createMoveEdit, type FilesAround } from './moveEdit';
import { readWithProgress } from './readRest';

interface PlacedMoves {
  readonly place: PipelinePlace;
  readonly moves: readonly FileMove[];
}

/** The edits that let what is renamed or moved in the Explorer take along what refers to it. */
export async function mendMovedFiles(
  context: LanguageContext,
  files: vscode.FileWillRenameEvent['files'],
  signal: AbortSignal,
): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { place, moves } of await findMoves(
    context,
    files.filter(({ oldUri, newUri }) => !takeMended(oldUri, newUri)),
    signal,
  )) {
    const { index, rootUri } = place;
    await place.settle(signal);
    // A clone is on this computer, where reading takes no request.
    if (index.unread.length > 0 && rootUri.scheme !== fileScheme) await place.readAll(signal);
    const before = { files: moveKnownFiles(index.files, []), moves };
    await createMoveEdit(place, before, signal, edit);
    if (index.unread.length > 0) void offerRest(context, place, before);
  }
  return edit;
}

/** By repository; what leaves one, or comes into one, is no move in it. */
async function findMoves(
  { findPlace }: LanguageContext,
  files: vscode.FileWillRenameEvent['files'],
  signal: AbortSignal,
): Promise<readonly PlacedMoves[]> {
  const found = new Map<string, { place: PipelinePlace; moves: FileMove[] }>();
  for (const { oldUri, newUri } of files) {
    const place = await findPlace(oldUri, signal);
    const root = place?.rootUri.toString() ?? '';
    const to = place && pathBelow(place.rootUri, newUri);
    if (place === undefined || to === undefined) continue;
    const placed = found.get(root) ?? { place, moves: [] };
    placed.moves.push({ from: place.path, to });
    found.set(root, placed);
  }
  return [...found.values()];
}

function pathBelow(rootUri: vscode.Uri, uri: vscode.Uri): string | undefined {
  const root = rootUri.path.endsWith('/') ? rootUri.path : `${rootUri.path}/`;
  const isBelow = uri.scheme === rootUri.scheme && uri.authority === rootUri.authority && uri.path.startsWith(root);
  return isBelow ? uri.path.slice(root.length) : undefined;
}

/** The editor does not wait long for anybody, so that what takes requests is offered when the file has moved. */
async function offerRest({ log }: LanguageContext, place: PipelinePlace, before: FilesAround): Promise<void> {
  const name = before.moves[0]?.from ?? '';
  const count = place.index.unread.length;
  const message =
    count === 1
      ? vscode.l10n.t('One pipeline was not read yet, and may refer to “{0}” where it was.', name)
      : vscode.l10n.t('{0} pipelines were not read yet, and may refer to “{1}” where it was.', count, name);
  const look =
    count === 1 ? vscode.l10n.t('Look into it (one request)') : vscode.l10n.t('Look into them ({0} requests)', count);
  if ((await vscode.window.showInformationMessage(toPlainText(message), look)) !== look) return;
  try {
    await readWithProgress(place);
    const edit = await createMoveEdit(place, before);
    if (edit.size > 0) await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  } catch (error) {
    if (!isCancellation(error)) log.warn(`References could not be mended: ${String(error)}`);
  }
}
