import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, viewIds } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { waitUntil } from '../support/waitUntil';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);
const repository = { workspace: 'acme', slug: 'sales-analytics' };
const branch = 'history-of-a-file';
const file = 'notes/history.md';
const onFeature = { repository, ref: { kind: 'branch', name: 'feature/X' } } as const;

describe('histories and branches in a real VS Code', () => {
  let first = '';
  let second = '';

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    const commit = (message: string, files: Readonly<Record<string, string>>) =>
      admin.addCommit({ ...repository, branch, author: 'anna', message, files });
    first = await commit('Begin the notes', { [file]: 'one\n', 'notes/other.md': 'other\n' });
    second = await commit('Go on with the notes', { [file]: 'one\ntwo\n', 'notes/added.md': 'new\n' });
  });
  afterEach(async () => {
    await admin.clearFaults();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const uri = (path: string) => onSales(branch, path);
  const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  const openedPaths = () => vscode.workspace.textDocuments.map((document) => document.uri.path);

  it('shows the history of the active file when the view is opened, in few requests', async () => {
    await vscode.window.showTextDocument(uri(file));
    await vscode.workspace.fs.stat(uri(file));
    await admin.resetRequests();
    await vscode.commands.executeCommand(commandIds.showHistory, uri(file));
    await waitForRequests(1, 'filehistory');
    await vscode.commands.executeCommand(`${viewIds.history}.focus`);
    await vscode.commands.executeCommand(commandIds.showHistory, uri(file));
    assert.equal(await countRequests('filehistory'), 1);
  });

  it('opens a commit as one editor with all its files, against its parent', async () => {
    await vscode.commands.executeCommand(commandIds.openCommit, { repository, hash: second });
    await waitUntil(() => labels().some((label) => label.includes('Go on with the notes')));
    const title = labels().find((label) => label.includes('Go on with the notes'));
    assert.match(title ?? '', /^[0-9a-f]{7} Go on with the notes/);
    const at = (hash: string) => openedPaths().some((path) => path.includes(`commit ${hash}`) && path.endsWith(file));
    await waitUntil(() => at(first) && at(second));
  });

  it('asks nothing about a commit it has shown before', async () => {
    await admin.resetRequests();
    await vscode.commands.executeCommand(commandIds.openCommit, { repository, hash: second });
    await waitUntil(() => labels().some((label) => label.includes('Go on with the notes')));
    assert.equal(await countRequests('diffstat'), 0);
    assert.equal(await countRequests('/commit/'), 0);
  });

  it('reviews a branch against the default branch, on request in one editor', async () => {
    await vscode.commands.executeCommand(commandIds.reviewBranch, { location: onFeature });
    await vscode.commands.executeCommand(commandIds.openReview);
    await waitUntil(() => labels().some((label) => label.startsWith('Review: feature/X against main')));
  });

  it('turns a commit into drafts that undo it', async () => {
    await vscode.window.showTextDocument(uri(file));
    void vscode.commands.executeCommand(commandIds.revertCommit, { repository, hash: second });
    await waitForText(uri(file), 'one\n');
    await waitUntilGone(uri('notes/added.md'));
    // What equals the branch is no draft any more.
    await vscode.workspace.fs.writeFile(uri(file), new TextEncoder().encode('one\ntwo\n'));
    await vscode.workspace.fs.writeFile(uri('notes/added.md'), new TextEncoder().encode('new\n'));
  });

  it('switches the active file to another branch', async () => {
    await vscode.window.showTextDocument(onSales('main', 'README.md'));
    void vscode.commands.executeCommand(commandIds.switchBranch, { location: onFeature });
    const wanted = onSales('feature/X', 'README.md').toString();
    await waitUntil(() => vscode.window.activeTextEditor?.document.uri.toString() === wanted);
  });
});

async function countRequests(part: string): Promise<number> {
  const { requests } = await admin.readRequests();
  return requests.filter(({ path }) => path.includes(part)).length;
}

async function waitForRequests(count: number, part: string): Promise<void> {
  for (let turn = 0; (await countRequests(part)) < count; turn++) assert.ok(turn < 500, `No request for ${part}.`);
}

async function waitForText(uri: vscode.Uri, text: string): Promise<void> {
  for (let turn = 0; (await readText(uri)) !== text; turn++) assert.ok(turn < 2000, `${uri.path} never became ${text}`);
}

/** One draft is written after the other. */
async function waitUntilGone(uri: vscode.Uri): Promise<void> {
  const isThere = () =>
    vscode.workspace.fs.stat(uri).then(
      () => true,
      (error: unknown) => {
        assert.equal((error as vscode.FileSystemError).code, 'FileNotFound');
        return false;
      },
    );
  for (let turn = 0; await isThere(); turn++) assert.ok(turn < 2000, `${uri.path} never went away.`);
}
