import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { authenticationProviderId } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { readFilesBelow } from '../support/filesBelow';
import { waitUntil } from '../support/waitUntil';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

describe('a clone made by the built-in Git extension', () => {
  const { webUrl, adminUrl } = readEmulatorAddresses();
  const admin = new EmulatorAdmin(adminUrl);
  let parent: string | undefined;
  let clone: string;

  before(async function () {
    skipWithoutPerson(this);
    if (vscode.extensions.getExtension('vscode.git') === undefined) this.skip();
    await ensureSignedIn();
    parent = mkdtempSync(join(tmpdir(), 'maia-clone-'));
    clone = join(parent, 'sales-analytics');
    await admin.resetRequests();
    // The command goes on until the message that offers to open the clone has been closed.
    void vscode.commands.executeCommand('git.clone', `${webUrl}/acme/sales-analytics.git`, parent);
    // Git writes its index last.
    await waitUntil(() => existsSync(join(clone, '.git', 'index')));
  });
  after(() => {
    if (parent !== undefined) rmSync(parent, { recursive: true, force: true });
  });

  it('needs nobody to type a password: the sign-in serves it', () => {
    assert.match(readFileSync(join(clone, '.git', 'HEAD'), 'utf8'), /^ref: refs\/heads\/main/);
    assert.match(readFileSync(join(clone, 'Load Sales.orch.yaml'), 'utf8'), /^type: "orchestration"/);
  });

  it('holds no token, neither in its configuration nor anywhere else', async () => {
    const session = await vscode.authentication.getSession(authenticationProviderId, ['account'], { silent: true });
    assert.ok(session);
    const config = readFileSync(join(clone, '.git', 'config'), 'utf8');
    assert.match(config, new RegExp(`url = ${webUrl}/acme/sales-analytics\\.git`));
    const files = readFilesBelow(clone);
    assert.ok(files.some(({ path }) => path === join('.git', 'config')));
    const leaking = files.filter(
      ({ content }) => content.includes(session.accessToken) || content.includes('x-token-auth'),
    );
    assert.deepEqual(
      leaking.map(({ path }) => path),
      [],
    );
  });

  it('was asked for by an address without a token', async () => {
    const session = await vscode.authentication.getSession(authenticationProviderId, ['account'], { silent: true });
    const { requests } = await admin.readRequests();
    const paths = requests.map(({ path }) => path);
    assert.ok(
      paths.some((path) => path.includes('git-upload-pack')),
      paths.join('\n'),
    );
    assert.deepEqual(
      paths.filter((path) => path.includes(session?.accessToken ?? 'x-token-auth')),
      [],
    );
  });
});
