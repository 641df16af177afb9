import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { startEmulator } from '../../emulator/emulator';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

describe('an emulator that is stopped and started again', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder('emulator');
  });

  afterEach(() => {
    folder.remove();
  });

  it('goes on with the same consumer, tokens, commits and permissions', async () => {
    const place = { workspace: 'acme', slug: 'website' };
    const first = await startEmulator({ stateFolder: folder.path });
    const admin = new EmulatorAdmin(first.adminUrl);
    const { access_token } = await admin.mintTokens('ben', ['account', 'repository']);
    await admin.setPermission({ ...place, user: 'ben', permission: 'read' });
    const commit = await admin.addCommit({ ...place, branch: 'main', message: 'Before', files: { a: 'b' } });
    await first.stop();

    const second = await startEmulator({ stateFolder: folder.path });
    const headers = { Authorization: `Bearer ${access_token}` };
    const response = await fetch(`${second.apiUrl}/repositories/acme/website/refs/branches/main`, { headers });
    const branch = (await response.json()) as { target: { hash: string } };
    await second.stop();

    assert.deepEqual(second.consumer, first.consumer);
    assert.equal(branch.target.hash, commit);
    assert.ok(!filesBelow(folder.path).some((path) => readFileSync(path).includes(access_token)));
  });

  it('serves what it had never opened before', async () => {
    await (await startEmulator({ stateFolder: folder.path })).stop();
    const emulator = await startEmulator({ stateFolder: folder.path });
    const { access_token } = await new EmulatorAdmin(emulator.adminUrl).mintTokens('anna', ['repository']);
    const headers = { Authorization: `Bearer ${access_token}` };
    const response = await fetch(`${emulator.apiUrl}/repositories/acme/sales-analytics/src/main/README.md`, {
      headers,
    });
    const text = await response.text();
    await emulator.stop();
    assert.match(text, /^# Sales analytics/);
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
