import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const at = (path: string) => onSales('main', path);
const parent = at('Load Sales.orch.yaml');
const old = at('transform/Sales facts.tran.yaml');
const renamed = at('transform/Facts of sales.tran.yaml');

async function rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}

describe('a pipeline on Bitbucket that is renamed', () => {
  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
  });

  it('changes the pipeline that runs it as a draft, and back again', async () => {
    const document = await vscode.workspace.openTextDocument(parent);
    await vscode.window.showTextDocument(document);
    const text = document.getText();
    await vscode.commands.executeCommand('vscode.executeDefinitionProvider', parent, new vscode.Position(0, 0));
    await rename(old, renamed);
    assert.equal(await document.save(), true);
    assert.equal(await readText(parent), text.replaceAll('Sales facts.tran.yaml', 'Facts of sales.tran.yaml'));
    assert.notEqual(await readText(parent), text);
    await rename(renamed, old);
    assert.equal(await document.save(), true);
    assert.equal(await readText(parent), text);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
