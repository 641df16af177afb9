import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, settingIds } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';

describe('before anybody has signed in', () => {
  const { webUrl, apiUrl, oauthUrl, adminUrl } = readEmulatorAddresses();

  it('the settings lead to the emulator, so that no test reaches the real Bitbucket', () => {
    const settings = vscode.workspace.getConfiguration();
    assert.equal(settings.get(settingIds.webUrl), webUrl);
    assert.equal(settings.get(settingIds.apiUrl), apiUrl);
    assert.equal(settings.get(settingIds.oauthUrl), oauthUrl);
  });

  it('waking up asks Bitbucket for nothing', async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
    assert.equal((await new EmulatorAdmin(adminUrl).readRequests()).total, 0);
  });
});
