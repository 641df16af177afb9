import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authenticationProviderId, commandIds } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { readAsked, resetWhenCalm } from './askedRequests';
import { pressing } from './pressing';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, signInFromAccountsMenu, skipWithoutPerson } from './signIn';

const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);

describe('sessions for whoever asks the editor', () => {
  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
  });

  it('serve every part of what was granted', async () => {
    for (const scopes of [[], ['account'], ['repository'], ['repository:write'], ['repository:write', 'account']]) {
      const session = await findSession(scopes);
      assert.equal(session?.account.label, 'Anna Schmidt', `for "${scopes.join(' ')}"`);
      assert.notEqual(session.accessToken, '');
    }
  });

  it('do not serve what was not granted', async () => {
    assert.equal(await findSession(['pullrequest']), undefined);
    assert.equal(await findSession(['account', 'repository:admin']), undefined);
  });

  it('ask Bitbucket nothing while the token is fresh', async () => {
    await resetWhenCalm(admin);
    await findSession(['account']);
    assert.deepEqual(await readAsked(admin), []);
  });

  it('have a new token when the old one has run out', async () => {
    const before = await findSession(['account']);
    await admin.expireAccessTokens('anna');
    // A file that nobody has read yet, so that Bitbucket is asked; pipelines may have been looked through before.
    assert.match(await readText(onSales('main', 'sql/empty_facts.sql')), /^TRUNCATE /);
    const after = await findSession(['account']);
    assert.equal(after?.id, before?.id);
    assert.notEqual(after?.accessToken, before?.accessToken);
  });

  it('are told apart by account once a second one has signed in', async () => {
    await signInFromAccountsMenu();
    const accounts = await vscode.authentication.getAccounts(authenticationProviderId);
    assert.deepEqual(accounts.map(({ label }) => label).sort(), ['Anna Schmidt', 'Ben Okafor']);
    for (const account of accounts) {
      assert.equal((await findSession(['account'], account))?.account.id, account.id);
    }
  });

  it('end for one account when it is signed out from the Accounts menu, and its permission at Bitbucket with it', async () => {
    const ended = nextSessionsChange();
    await admin.resetRequests();
    await signOutFromAccountsMenu('Anna Schmidt');
    await ended;
    const accounts = await vscode.authentication.getAccounts(authenticationProviderId);
    assert.deepEqual(
      accounts.map(({ label }) => label),
      ['Ben Okafor'],
    );
    assert.ok((await admin.readRequests()).requests.some(({ path }) => path.endsWith('/revoke')));
  });

  it('leave nothing to read with once the last one has signed out by the command', async () => {
    const ended = nextSessionsChange();
    await pressing('Sign out', async () => {
      await vscode.commands.executeCommand(commandIds.signOut);
    });
    await ended;
    assert.deepEqual(await vscode.authentication.getAccounts(authenticationProviderId), []);
    assert.equal(await findSession([]), undefined);
    await assert.rejects(readText(onSales('main', 'RELEASE.md')), { code: 'NoPermissions' });
  });

  it('are not missed by that command when there are none', async () => {
    await vscode.commands.executeCommand(commandIds.signOut);
    assert.deepEqual(await vscode.authentication.getAccounts(authenticationProviderId), []);
  });
});

function findSession(scopes: readonly string[], account?: vscode.AuthenticationSessionAccountInformation) {
  const options = { silent: true, ...(account === undefined ? {} : { account }) };
  return vscode.authentication.getSession(authenticationProviderId, scopes, options);
}

function nextSessionsChange(): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (provider.id !== authenticationProviderId) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** The question whether one is sure is answered with yes in extension tests. */
async function signOutFromAccountsMenu(accountLabel: string): Promise<void> {
  await vscode.commands.executeCommand('_signOutOfAccount', { providerId: authenticationProviderId, accountLabel });
}
