import * as vscode from 'vscode';
import type { HistoryEntry } from '../../repositories/history/historySubject';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { toUri } from '../files/locationUri';
import { workOn } from '../files/workOn';
import { toPlainText } from '../plainText';
import { toVersionUri } from './changeUris';
import type { HistoryContext } from './historyContext';
import { isCommitNode, type CommitNode } from './historyNode';
import { toAge, toShortHash, toSubjectLine } from './historyText';

/** A file at a commit. */
interface Version {
  readonly hash: string;
  readonly path: string;
}

/** Opens a file as a commit left it, for reading. */
export async function openVersion(_context: HistoryContext, argument: unknown): Promise<void> {
  const node = findVersion(argument);
  if (node !== undefined) await vscode.commands.executeCommand('vscode.open', toNodeUri(node));
}

/** Compares a version with the one before it; the first one is opened by itself. */
export async function compareVersionWithPrevious(context: HistoryContext, argument: unknown): Promise<void> {
  const node = findVersion(argument);
  if (node === undefined) return;
  const previous = await findPrevious(context, node);
  if (previous === undefined) await openVersion(context, node);
  else await openDiff(node, previous, toVersion(node));
}

/** Compares a version with the file as it is now, draft included. */
export async function compareVersionWithFile(_context: HistoryContext, argument: unknown): Promise<void> {
  const node = findVersion(argument);
  if (node === undefined) return;
  const { subject, shownAt } = node;
  const title = vscode.l10n.t('{0} ({1} ↔ as it is now)', nameOf(subject.path), toShortHash(node.commit.hash));
  await vscode.commands.executeCommand('vscode.diff', toNodeUri(node), toUri(shownAt, subject.path), title);
}

/** Compares a version with any other one of the history as far as it has been read. */
export async function compareVersions(context: HistoryContext, argument: unknown): Promise<void> {
  const node = findVersion(argument);
  if (node === undefined) return;
  const other = await pickVersion(context, node);
  if (other === undefined) return;
  const [older, newer] = isOlder(other, node) ? [other, node] : [node, other];
  await openDiff(node, toVersion(older), toVersion(newer));
}

async function pickVersion(context: HistoryContext, node: CommitNode): Promise<HistoryEntry | undefined> {
  const { repository } = node.subject;
  const entries = await workOn(repository, async (signal) => {
    const { files, history } = await context.access.get(repository, undefined, signal);
    const { commit: tip } = await files.resolve(node.shownAt, signal);
    const pages = await history.open(node.subject, tip);
    if (pages.isEmpty) await pages.loadMore();
    return pages.entries;
  });
  const text = { now: context.clock.now(), language: vscode.env.language };
  const items = entries
    .filter(({ commit }) => commit.hash !== node.commit.hash)
    .map((entry) => ({
      label: toSubjectLine(entry.commit),
      description: [toShortHash(entry.commit.hash), entry.commit.authorName, toAge(entry.commit, text)].join(' · '),
      entry,
    }));
  const options = {
    title: vscode.l10n.t('Compare {0} at {1} with', nameOf(node.path), toShortHash(node.commit.hash)),
    placeHolder: vscode.l10n.t('Message, author or hash of a version'),
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.entry;
}

/** The next older entry; where it was not read yet, the file at the commit's parent if it was there. */
async function findPrevious(context: HistoryContext, node: CommitNode): Promise<Version | undefined> {
  if (node.previous !== undefined) return toVersion(node.previous);
  const [parent] = node.commit.parents;
  if (parent === undefined) return undefined;
  const { repository } = node.location;
  const { changes } = await workOn(repository, async (signal) =>
    (await context.access.get(repository, undefined, signal)).history.fetchCommitChanges(repository, node.commit, {
      signal,
    }),
  );
  const change = changes.find(({ path }) => path === node.path);
  return change === undefined || change.kind === 'added' ? undefined : { hash: parent, path: change.oldPath };
}

async function openDiff({ location }: CommitNode, older: Version, newer: Version): Promise<void> {
  const [left, right] = [older, newer].map(({ hash, path }) => toVersionUri(location.repository, hash, path));
  const title = `${nameOf(newer.path)} (${toShortHash(older.hash)} ↔ ${toShortHash(newer.hash)})`;
  await vscode.commands.executeCommand('vscode.diff', left, right, toPlainText(title));
}

function isOlder(one: HistoryEntry, other: CommitNode): boolean {
  return Date.parse(one.commit.date) < Date.parse(other.commit.date);
}

function toVersion({ commit, path }: HistoryEntry | CommitNode): Version {
  return { hash: commit.hash, path };
}

function toNodeUri({ location, commit, path }: CommitNode): vscode.Uri {
  return toVersionUri(location.repository, commit.hash, path);
}

function findVersion(argument: unknown): CommitNode | undefined {
  return isCommitNode(argument) && argument.subject.kind === 'file' ? argument : undefined;
}
