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
const branch = 'a-project';
const file = '.maia-bitbucket.yaml';
const row = { location: { repository, ref: { kind: 'branch', name: branch } } };

describe('projects in a real VS Code', () => {
  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    const files = { 'Load.orch.yaml': 'type: "orchestration"\n' };
    await admin.addCommit({ ...repository, branch, author: 'anna', message: 'Begin a project', files });
    // Opened, a pipeline makes its branch a known project.
    await vscode.window.showTextDocument(onSales(branch, 'Load.orch.yaml'));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    // A draft keeps its account's files readable after it has signed out, which other tests look at.
    await vscode.workspace.fs.delete(onSales(branch, file));
  });

  it('edits the project file of a branch that has none, as a draft that is right', async () => {
    await vscode.commands.executeCommand(`${viewIds.projects}.focus`);
    await vscode.commands.executeCommand(commandIds.editProjectFile, row);
    const uri = onSales(branch, file);
    await waitUntil(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString());
    assert.match(await readText(uri), /name: "?sales-analytics"?/);
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  it('marks what is wrong in a project file while it is edited, and stops when it is right', async () => {
    const uri = onSales(branch, file);
    const editor = await vscode.window.showTextDocument(uri);
    const right = editor.document.getText();
    const replace = (text: string) =>
      editor.edit((edit) => {
        const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
        edit.replace(editor.document.validateRange(all), text);
      });
    const messages = () =>
      vscode.languages.getDiagnostics(uri).map(({ message, source }) => `${source ?? ''}: ${message}`);
    await replace('version: "1.0"\nname: "x"\ndataPlatform: "oracle"\n');
    await waitUntil(() => messages().includes('Maia: “dataPlatform” is one of snowflake, databricks and redshift.'));
    await replace(right);
    await waitUntil(() => messages().length === 0);
    assert.ok(await editor.document.save());
  });

  it('explains the keys of a project file', async () => {
    const uri = onSales(branch, file);
    const { document } = await vscode.window.showTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf('name:') + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((it) => (it instanceof vscode.MarkdownString ? it.value : '')),
    );
    assert.match(texts.join('\n'), /at most 255 characters/);
  });
});
