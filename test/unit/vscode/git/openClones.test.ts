import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Clones } from '../../../../src/repositories/clones';
import { readOpenRepositories, watchClones } from '../../../../src/vscode/git/openClones';
import type { GitApi, GitRepository } from '../../../../src/vscode/git/gitExtension';
import { settleDown } from '../../../support/fakeClock';
import { MemoryState } from '../../../support/memoryStores';
import { createTemporaryFolder } from '../../../support/temporaryFolder';
import { waitUntil } from '../../../support/waitUntil';

const webUrl = 'https://bitbucket.org';
const sales = { workspace: 'acme', slug: 'sales-analytics' };
const ssh = 'git@bitbucket.org:acme/sales-analytics.git';

function createRepository(folder: string, addresses: readonly string[], selected = false) {
  const onDidChange = new vscode.EventEmitter<void>();
  const remotes = addresses.map((fetchUrl) => ({ fetchUrl }));
  const state = { remotes, onDidChange: onDidChange.event };
  const repository: GitRepository = { rootUri: vscode.Uri.file(folder), state, ui: { selected } };
  const setRemotes = (next: readonly string[]) => {
    remotes.splice(0, remotes.length, ...next.map((fetchUrl) => ({ fetchUrl })));
    onDidChange.fire();
  };
  return { repository, setRemotes };
}

function createApi(repositories: readonly GitRepository[]) {
  const onDidOpen = new vscode.EventEmitter<GitRepository>();
  const api: GitApi = {
    repositories,
    onDidOpenRepository: onDidOpen.event,
    registerCredentialsProvider: () => assert.fail('no credentials here'),
    registerRemoteSourceProvider: () => assert.fail('no sources here'),
  };
  return { api, onDidOpen };
}

describe('Clones that are open in the window', () => {
  const folder = createTemporaryFolder('clones');
  const open = join(folder.path, 'open');
  const later = join(folder.path, 'later');
  mkdirSync(join(open, '.git'), { recursive: true });
  mkdirSync(join(later, '.git'), { recursive: true });
  after(() => {
    folder.remove();
  });

  it('are noticed, now and when they open, over https and ssh', async () => {
    const clones = new Clones(new MemoryState(), () => webUrl);
    const { api, onDidOpen } = createApi([createRepository(open, [`${webUrl}/acme/sales-analytics.git`]).repository]);
    const watching = watchClones(api, clones, () => webUrl);
    onDidOpen.fire(createRepository(later, [ssh, 'https://github.com/acme/mirror.git']).repository);
    await settleDown();
    assert.deepEqual([...clones.find(sales)].sort(), [later, open]);
    watching.dispose();
  });

  it('are not forgotten while Git has not read their remotes, and are when these lead elsewhere', async () => {
    const clones = new Clones(new MemoryState(), () => webUrl);
    const { repository, setRemotes } = createRepository(open, []);
    await clones.set(open, [sales]);
    const watching = watchClones(createApi([repository]).api, clones, () => webUrl);
    await settleDown();
    assert.deepEqual(clones.find(sales), [open]);
    setRemotes(['https://github.com/acme/mirror.git']);
    await settleDown();
    assert.deepEqual(clones.find(sales), []);
    watching.dispose();
  });

  it('are forgotten when their folder is gone', async () => {
    const clones = new Clones(new MemoryState(), () => webUrl);
    await clones.set(join(folder.path, 'gone'), [sales]);
    await clones.set(open, [sales]);
    const watching = watchClones(createApi([]).api, clones, () => webUrl);
    await waitUntil(() => clones.find(sales).length === 1);
    assert.deepEqual(clones.find(sales), [open]);
    watching.dispose();
  });

  it('tell what Git may be working on, the selected one first', () => {
    const { api } = createApi([
      createRepository(open, [`${webUrl}/acme/stock.git`]).repository,
      createRepository(later, [ssh], true).repository,
    ]);
    assert.deepEqual(
      readOpenRepositories(api, webUrl)
        .map(({ slug }) => slug)
        .slice(0, 2),
      ['sales-analytics', 'stock'],
    );
  });
});
