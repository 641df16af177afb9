import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, settingIds, viewIds } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';

// Of all files the first by name: afterwards the extension is awake.
describe('waking up', () => {
  const { webUrl, apiUrl, oauthUrl, adminUrl } = readEmulatorAddresses();
  const extension = vscode.extensions.getExtension(extensionId);

  it('does not happen before the extension is used', () => {
    assert.ok(extension, `${extensionId} is not installed.`);
    assert.equal(extension.isActive, false);
  });

  it('happens when the view is opened, and asks Bitbucket for nothing', async () => {
    await vscode.commands.executeCommand(`${viewIds.repositories}.focus`);
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
    assert.equal((await new EmulatorAdmin(adminUrl).readRequests()).total, 0);
  });

  it('finds settings that lead to the emulator, so that no test reaches the real Bitbucket', () => {
    const settings = vscode.workspace.getConfiguration();
    assert.equal(settings.get(settingIds.webUrl), webUrl);
    assert.equal(settings.get(settingIds.apiUrl), apiUrl);
    assert.equal(settings.get(settingIds.oauthUrl), oauthUrl);
  });
});
