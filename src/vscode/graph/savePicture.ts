import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';

/** What is written, and for which pipeline. */
interface Picture {
  readonly pipeline: vscode.Uri;
  readonly ending: 'svg' | 'png';
  readonly bytes: Uint8Array;
}

/** Asks where a picture of a pipeline goes, and writes it there. When it cannot be written, says so and offers to ask again. */
export async function saveSvg(pipeline: vscode.Uri, svg: string, log: Log): Promise<void> {
  await save({ pipeline, ending: 'svg', bytes: new TextEncoder().encode(svg) }, log);
}

/** The same for one that the page has painted, in base64. */
export async function savePng(pipeline: vscode.Uri, picture: string, log: Log): Promise<undefined> {
  await save({ pipeline, ending: 'png', bytes: Buffer.from(picture, 'base64') }, log);
  return undefined;
}

async function save(picture: Picture, log: Log): Promise<void> {
  const { pipeline, ending, bytes } = picture;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(findFolder(pipeline), `${toFileName(pipeline)}.${ending}`),
    filters: ending === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] },
    title: vscode.l10n.t('Export Pipeline Graph'),
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    void sayWhere(target);
  } catch (error) {
    log.warn(`A picture could not be written: ${String(error)}`);
    void offerOther(picture, target, error, log);
  }
}

async function sayWhere(target: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t('The graph was exported to “{0}”.', toShownPath(target));
  if ((await vscode.window.showInformationMessage(toPlainText(message), open)) !== open) return;
  await vscode.commands.executeCommand('vscode.open', target);
}

async function offerOther(picture: Picture, target: vscode.Uri, error: unknown, log: Log): Promise<void> {
  const other = vscode.l10n.t('Choose Another Place…');
  const showLog = vscode.l10n.t('Show log');
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  const message =
    code === 'NoPermissions'
      ? vscode.l10n.t('The graph was not exported: you may not write to “{0}”.', toShownPath(target))
      : vscode.l10n.t('The graph was not exported: “{0}” cannot be written.', toShownPath(target));
  const chosen = await vscode.window.showErrorMessage(toPlainText(message), other, showLog);
  if (chosen === other) await save(picture, log);
  if (chosen === showLog) await vscode.commands.executeCommand(commandIds.showLog);
}

/** As whoever chose the place knows it. */
function toShownPath(target: vscode.Uri): string {
  return target.scheme === 'file' ? target.fsPath : target.path;
}

/** Git knows names that not every computer can keep. */
function toFileName({ path }: vscode.Uri): string {
  const name = readPipelinePath(path)?.name ?? 'pipeline';
  return name.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_');
}

/** Beside a pipeline that is on the disk, else in a folder that is: a picture is no draft for Bitbucket. */
function findFolder(pipeline: vscode.Uri): vscode.Uri {
  if (pipeline.scheme === 'file') return vscode.Uri.joinPath(pipeline, '..');
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder?.uri ?? vscode.Uri.file(homedir());
}
