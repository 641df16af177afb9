// Called by VS Code inside an extension host: types in a large draft and in a large local file, and writes down what
// the host was busy with.
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { toUri } from '../../src/vscode/files/locationUri';
import { extensionId, viewIds } from '../../src/vscode/ids';
import { ensureSignedIn } from '../host/signIn';
import { onlyRepository } from './folderSeed';
import { findLongestTasks } from './longestTasks';
import { typingFileVariable, type TypingRequest, type TypingRun } from './typingFile';

const edits = 200;
const editsBetweenSaves = 25;
const pauseMs = 15;
const settleMs = 2000;
/** Where a save shows. */
const views = ['workbench.view.scm', `${viewIds.drafts}.focus`];

export async function run(): Promise<void> {
  const path = process.env[typingFileVariable];
  if (path === undefined) throw new Error(`${typingFileVariable} is not set.`);
  const { localFile, remoteFile, rounds } = JSON.parse(readFileSync(path, 'utf8')) as TypingRequest;
  await ensureSignedIn();
  const branch = { repository: onlyRepository, ref: { kind: 'branch', name: 'main' } } as const;
  const places = { draft: toUri(branch, remoteFile), local: vscode.Uri.file(localFile) };
  const runs: TypingRun[] = [];
  // What is done for the first time is done by code that nobody has compiled yet; that is somebody's first draft.
  for (let round = 0; round < rounds; round++) {
    for (const typedIn of ['draft', 'local'] as const) {
      const editor = await openAlone(places[typedIn]);
      // Who types sees one of them at a time.
      await vscode.commands.executeCommand(views[round % views.length] ?? '');
      await sleep(settleMs);
      runs.push({ typedIn, ...(await watch(() => type(editor))), edits: countTyped(editor.document) });
    }
  }
  writeFileSync(path, JSON.stringify(runs));
}

async function watch(work: () => Promise<void>) {
  const dist = vscode.Uri.joinPath(findExtension().extensionUri, 'dist').path;
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const longestTaskMs = await findLongestTasks({ maia: `${dist}/`, git: '/extensions/git/' }, work);
  delays.disable();
  return { longestTaskMs, longestDelayMs: delays.max / 1e6 };
}

function findExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(extensionId);
  if (extension === undefined) throw new Error(`${extensionId} is not installed.`);
  return extension;
}

/** The draft is one already, and nothing else is open. */
async function openAlone(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await insertAt(editor, 0);
  await editor.document.save();
  return editor;
}

async function type(editor: vscode.TextEditor): Promise<void> {
  const step = Math.floor(editor.document.lineCount / edits);
  for (let edit = 0; edit < edits; edit++) {
    await insertAt(editor, edit * step);
    if (edit % editsBetweenSaves === 0) await editor.document.save();
    await sleep(pauseMs);
  }
  await editor.document.save();
}

async function insertAt(editor: vscode.TextEditor, line: number): Promise<void> {
  const isDone = await editor.edit((change) => {
    change.insert(new vscode.Position(line, 0), typed);
  });
  if (!isDone) throw new Error('An edit was not applied.');
}

const typed = '~';

function countTyped(document: vscode.TextDocument): number {
  return document.getText().split(typed).length - 1;
}
