import * as vscode from 'vscode';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { toUri } from '../files/locationUri';
import { workOn } from '../files/workOn';
import { toPlainText } from '../plainText';
import type { HistoryContext } from './historyContext';
import { isCommitNode } from './historyNode';
import { toShortHash } from './historyText';

/** Makes a draft with the content that a file had at a commit. A draft that is in the way is put aside, after a question. */
export async function restoreVersion(context: HistoryContext, argument: unknown): Promise<void> {
  if (!isCommitNode(argument) || argument.subject.kind !== 'file') return;
  const { location, commit, path: oldPath, subject, shownAt } = argument;
  const { repository } = subject;
  const { path } = subject;
  if (shownAt.ref.kind !== 'branch') {
    const message = vscode.l10n.t('Show the history of the file on a branch first: a commit cannot be changed.');
    void vscode.window.showInformationMessage(message);
    return;
  }
  const target = toUri(shownAt, path);
  if (isUnsaved(target)) {
    const message = vscode.l10n.t('{0} has changes that are not saved. Save or revert them first.', nameOf(path));
    void vscode.window.showWarningMessage(toPlainText(message));
    return;
  }
  const { files, workingTree } = await context.access.get(repository);
  const bytes = await workOn(repository, (signal) => files.read(location, oldPath, signal));
  const tree = workingTree(repository, shownAt.ref.name);
  if ((await tree.drafts.find(path)) !== undefined) {
    if (!(await mayReplaceDraft(path, commit.hash))) return;
    await tree.drafts.discard([path], 'overwritten');
  }
  await tree.write(path, bytes, { create: true, overwrite: true });
  await vscode.commands.executeCommand('vscode.open', target);
  const isDifferent = (await tree.drafts.find(path)) !== undefined;
  const message = isDifferent
    ? vscode.l10n.t('{0} is as it was at {1}, as a draft.', nameOf(path), toShortHash(commit.hash))
    : vscode.l10n.t('{0} is as it was at {1} already.', nameOf(path), toShortHash(commit.hash));
  vscode.window.setStatusBarMessage(message, 10_000);
}

function isUnsaved(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
}

async function mayReplaceDraft(path: string, hash: string): Promise<boolean> {
  const replace = vscode.l10n.t('Replace draft');
  const message = vscode.l10n.t(
    '{0} has a draft. Replace it with the version of {1}? The draft is put aside and can be had back.',
    nameOf(path),
    toShortHash(hash),
  );
  return (await vscode.window.showWarningMessage(toPlainText(message), replace)) === replace;
}
