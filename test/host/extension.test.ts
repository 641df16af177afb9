import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authenticationProviderId, commandIds, extensionId, viewIds } from '../../src/vscode/ids';

describe('the extension in a real VS Code', () => {
  const extension = vscode.extensions.getExtension(extensionId);

  it('sleeps until it is used', () => {
    assert.ok(extension, `${extensionId} is not installed.`);
    assert.equal(extension.isActive, false);
  });

  it('wakes up when its view is opened', async () => {
    await vscode.commands.executeCommand(`${viewIds.repositories}.focus`);
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('answers to every command its manifest promises', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commandIds).filter((id) => !registered.has(id)),
      [],
    );
  });

  it('offers to sign in to Bitbucket, and has nobody signed in at first', async () => {
    assert.equal(await vscode.authentication.getSession(authenticationProviderId, [], { silent: true }), undefined);
    assert.deepEqual(await vscode.authentication.getAccounts(authenticationProviderId), []);
  });
});
