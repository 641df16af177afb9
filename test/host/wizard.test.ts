import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, extensionId, wizardViewType } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { waitUntil } from '../support/waitUntil';
import { readAsked, resetWhenCalm } from './askedRequests';

/** The tabs with a wizard in them; the editor puts something before the type of a page. */
function findWizards(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(wizardViewType));
}

describe('the wizard', () => {
  const { adminUrl } = readEmulatorAddresses();

  before(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
  });

  afterEach(async () => {
    await vscode.window.tabGroups.close(findWizards());
  });

  it('opens in a tab, without asking Bitbucket for anything', async () => {
    const admin = new EmulatorAdmin(adminUrl);
    await resetWhenCalm(admin);
    await vscode.commands.executeCommand(commandIds.createProject);
    await waitUntil(() => findWizards().length === 1);
    assert.equal(findWizards()[0]?.label, 'Create Maia project');
    assert.deepEqual(await readAsked(admin), []);
  });

  it('is forgotten when nothing was typed, so the next one begins at once', async () => {
    await vscode.commands.executeCommand(commandIds.createProject);
    await waitUntil(() => findWizards().length === 1);
    await vscode.window.tabGroups.close(findWizards());
    await vscode.commands.executeCommand(commandIds.createProject);
    await waitUntil(() => findWizards().length === 1);
  });
});
