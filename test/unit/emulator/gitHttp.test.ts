import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const run = promisify(execFile);

describe('git over HTTP', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  let folder: TemporaryFolder;

  before(async () => {
    emulator = await startEmulator();
    admin = new EmulatorAdmin(emulator.adminUrl);
    folder = createTemporaryFolder('git');
  });

  after(async () => {
    await emulator.stop();
    folder.remove();
  });

  async function git(...args: readonly string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
    };
    return (await run('git', args, { cwd: folder.path, env })).stdout;
  }

  async function addressFor(user: string, scopes: readonly string[], repository: string): Promise<string> {
    const { access_token } = await admin.mintTokens(user, scopes);
    const url = new URL(`/${repository}.git`, emulator.apiUrl);
    url.username = 'x-token-auth';
    url.password = access_token;
    return url.toString();
  }

  it('clones and fetches with an access token', async () => {
    const address = await addressFor('anna', ['repository'], 'acme/sales-analytics');
    await git('clone', '--quiet', address, 'sales');
    assert.match(readFileSync(join(folder.path, 'sales/Load Sales.orch.yaml'), 'utf8'), /^type: "orchestration"\n/);
    const place = { workspace: 'acme', slug: 'sales-analytics' };
    const commit = await admin.addCommit({ ...place, branch: 'feature/X', message: 'More', files: { new: 'text' } });
    await git('-C', 'sales', 'fetch', '--quiet');
    assert.equal((await git('-C', 'sales', 'rev-parse', 'origin/feature/X')).trim(), commit);
  });

  it('clones with an API token', async () => {
    const url = new URL('/acme/finance-archive', emulator.apiUrl);
    url.username = 'anna.schmidt@example.com';
    url.password = await admin.mintApiToken('anna', ['repository']);
    await git('clone', '--quiet', url.toString(), 'finance');
    assert.ok(existsSync(join(folder.path, 'finance/README.md')));
  });

  it('refuses who may not read, which token does not count and which scopes do not suffice', async () => {
    const invisible = await addressFor('anna', ['repository'], 'acme/hr-reports');
    await assert.rejects(git('clone', '--quiet', invisible, 'a'), /not found/);
    const withoutScope = await addressFor('anna', ['account'], 'acme/website');
    await assert.rejects(git('clone', '--quiet', withoutScope, 'b'), /403/);
    const wrong = new URL('/acme/website.git', emulator.apiUrl);
    wrong.username = 'x-token-auth';
    wrong.password = 'wrong';
    await assert.rejects(git('clone', '--quiet', wrong.toString(), 'c'), /Authentication failed/);
    assert.equal(
      (await fetch(new URL('/acme/website.git/info/refs?service=git-upload-pack', emulator.apiUrl))).status,
      401,
    );
  });

  it('refuses a push', async () => {
    const address = await addressFor('anna', ['repository:write'], 'acme/website');
    await git('clone', '--quiet', address, 'website');
    writeFileSync(join(folder.path, 'website/new.txt'), 'new');
    await git('-C', 'website', 'add', '.');
    await git(
      '-C',
      'website',
      '-c',
      'user.name=Anna',
      '-c',
      'user.email=a@example.com',
      'commit',
      '--quiet',
      '-m',
      'New',
    );
    await assert.rejects(git('-C', 'website', 'push', '--quiet'), /403/);
  });
});
