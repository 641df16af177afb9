import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authenticationProviderId, commandIds, extensionId } from '../../src/vscode/ids';

describe('the extension in a real VS Code', () => {
  before(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
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
