import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toUri } from '../../src/vscode/files/locationUri';
import { commandIds, layoutlessScheme } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { createPipelineText } from '../support/pipelineText';
import { waitUntil } from '../support/waitUntil';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);
const repository = { workspace: 'acme', slug: 'sales-analytics' };
const branch = 'feature/X';
const location = { repository, ref: { kind: 'branch', name: branch } } as const;
const path = 'compared/Filter.tran.yaml';
const older = createPipelineText({
  kind: 'transformation',
  components: [
    { name: 'Filter', type: 'filter', parameters: { condition: 'a' } },
    { name: 'Join', type: 'join' },
  ],
});
const newer = older.replace('condition: "a"', 'condition: "b"').replace('x: 160', 'x: 400');

describe('comparing versions of pipelines in a real VS Code', () => {
  let original: vscode.Uri;
  let modified: vscode.Uri;

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    const commit = async (message: string, text: string) => {
      const hash = await admin.addCommit({ ...repository, branch, author: 'anna', message, files: { [path]: text } });
      return toUri({ repository, ref: { kind: 'commit', hash } }, path);
    };
    original = await commit('Begin to filter', older);
    modified = await commit('Filter something else', newer);
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('vscode.diff', original, modified, 'Filter (older ↔ newer)');
    await waitUntil(() => readDiff()?.modified.toString() === modified.toString());
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows both without their layout, and with it again', async () => {
    await vscode.commands.executeCommand(commandIds.compareIgnoringLayout);
    await waitUntil(() => readDiff()?.modified.scheme === layoutlessScheme);
    const shown = readDiff() ?? assert.fail();
    const [left, right] = await Promise.all(
      [shown.original, shown.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()),
    );
    assert.deepEqual(
      [left, right],
      [older, newer].map((text) => text.slice(0, text.indexOf('design:'))),
    );
    await vscode.commands.executeCommand(commandIds.compareIgnoringLayout);
    await waitUntil(() => readDiff()?.modified.toString() === modified.toString());
  });

  it('shows both as one graph', async () => {
    await vscode.commands.executeCommand(commandIds.compareAsGraph);
    await waitUntil(() => {
      const { input, label } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputWebview && label === 'Graph: Filter.tran.yaml';
    });
  });

  it('leads from a change in words to its place', async () => {
    let isDone = false;
    const summary = vscode.commands.executeCommand(commandIds.summarizeChanges).then(() => (isDone = true));
    // Nothing tells that the list is shown; before it is, there is nothing that could be accepted.
    await waitUntil(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isDone;
    });
    await summary;
    await waitUntil(() => {
      const editor = vscode.window.activeTextEditor;
      return (
        editor?.document.uri.toString() === modified.toString() && editor.document.getText(editor.selection) === '"b"'
      );
    });
  });

  it('reviews a branch since it parted from the default branch, and shows all of it together', async () => {
    await admin.resetRequests();
    await vscode.commands.executeCommand(commandIds.reviewBranch, { location });
    const { requests } = await admin.readRequests();
    assert.equal(requests.filter((request) => request.path.includes('/merge-base/')).length, 1);
    await vscode.commands.executeCommand(commandIds.openReview);
    await waitUntil(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith(`Review: ${branch}`) === true,
    );
    await vscode.commands.executeCommand(commandIds.closeReview);
  });
});

/** The two versions in front, if there are two. */
function readDiff(): vscode.TabInputTextDiff | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input : undefined;
}
