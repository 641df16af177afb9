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

  for (const user of ['anna.schmidt@example.com', 'x-bitbucket-api-token-auth']) {
    it(`clones with an API token as the password of ${user}`, async () => {
      const url = new URL('/acme/finance-archive', emulator.apiUrl);
      url.username = user;
      url.password = await admin.mintApiToken('anna', ['repository']);
      const target = `finance of ${user}`;
      await git('clone', '--quiet', url.toString(), target);
      assert.ok(existsSync(join(folder.path, target, 'README.md')));
      url.password = 'unknown';
      await assert.rejects(git('clone', '--quiet', url.toString(), `${target} again`), /Authentication failed/);
    });
  }

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

  /** Clones and makes a commit that is not pushed yet. */
  async function cloneAndCommit(user: string, repository: string, name: string, scope = 'repository:write') {
    await git('clone', '--quiet', await addressFor(user, [scope], repository), name);
    writeFileSync(join(folder.path, name, 'new.txt'), 'new');
    await git('-C', name, 'add', '.');
    const author = ['-c', 'user.name=Anna', '-c', 'user.email=a@example.com'];
    await git('-C', name, ...author, 'commit', '--quiet', '-m', 'New');
    return (await git('-C', name, 'rev-parse', 'HEAD')).trim();
  }

  async function tipOf(repository: string, branch: string): Promise<unknown> {
    const { access_token } = await admin.mintTokens('ben', ['repository']);
    const url = `${emulator.apiUrl}/repositories/${repository}/refs/branches/${branch}?fields=target.hash`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${access_token}` } });
    return ((await response.json()) as { target?: { hash: string } }).target?.hash;
  }

  it('takes a push, which the API shows at once', async () => {
    const before = await tipOf('northwind/customer-360', 'main');
    const hash = await cloneAndCommit('anna', 'northwind/customer-360', 'customer');
    assert.notEqual(hash, before);
    await git('-C', 'customer', 'push', '--quiet', 'origin', 'HEAD:main', 'HEAD:refs/heads/feature/pushed');
    assert.equal(await tipOf('northwind/customer-360', 'main'), hash);
    assert.equal(await tipOf('northwind/customer-360', 'feature/pushed'), hash);
    await git('-C', 'customer', 'push', '--quiet', 'origin', ':feature/pushed');
    assert.equal(await tipOf('northwind/customer-360', 'feature/pushed'), undefined);
    await assert.rejects(git('-C', 'customer', 'push', '--quiet', 'origin', ':main'), /deletion of the current branch/);
  });

  it('makes the first branch that is pushed to an empty repository its main branch', async () => {
    await cloneAndCommit('anna', 'northwind/empty-project', 'empty');
    await git('-C', 'empty', 'push', '--quiet', 'origin', 'HEAD:trunk');
    await git('clone', '--quiet', await addressFor('anna', ['repository'], 'northwind/empty-project'), 'again');
    assert.equal((await git('-C', 'again', 'branch', '--show-current')).trim(), 'trunk');
  });

  it('refuses to overwrite what somebody else pushed in between', async () => {
    await cloneAndCommit('anna', 'northwind/mixed-default', 'mixed');
    const place = { workspace: 'northwind', slug: 'mixed-default', branch: 'develop' };
    const theirs = await admin.addCommit({ ...place, message: 'Theirs', files: { theirs: 'x' } });
    await assert.rejects(git('-C', 'mixed', 'push', '--quiet', 'origin', 'HEAD:develop'), /rejected/);
    assert.equal(await tipOf('northwind/mixed-default', 'develop'), theirs);
  });

  it('refuses a push without the permission, without the scope, and to a protected branch', async () => {
    await cloneAndCommit('anna', 'acme/finance-archive', 'archive');
    await assert.rejects(git('-C', 'archive', 'push', '--quiet'), /403/);
    await cloneAndCommit('anna', 'acme/website', 'website', 'repository');
    await assert.rejects(git('-C', 'website', 'push', '--quiet'), /403/);
    await cloneAndCommit('anna', 'acme/mobile-app', 'mobile');
    const place = { workspace: 'acme', slug: 'mobile-app', branch: 'main' };
    await admin.protectBranch({ ...place, isProtected: true });
    const push = () => git('-C', 'mobile', 'push', '--quiet', 'origin', 'HEAD:main');
    await assert.rejects(push(), /Permission denied to update branch main[^]*pre-receive hook declined/);
    await git('-C', 'mobile', 'push', '--quiet', 'origin', 'HEAD:other');
    await admin.protectBranch({ ...place, isProtected: false });
    await push();
  });
});
