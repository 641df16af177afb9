import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Clones } from '../../../../src/repositories/clones';
import { connectGit, type GitConnection } from '../../../../src/vscode/git/connectGit';
import type { GitApi, GitCredentialsProvider, GitRepository } from '../../../../src/vscode/git/gitExtension';
import { MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';
import { createTemporaryFolder } from '../../../support/temporaryFolder';
import { waitUntil } from '../../../support/waitUntil';

const webUrl = 'https://bitbucket.org';
const sales = { workspace: 'acme', slug: 'sales-analytics' };

describe('What the Git extension gets', () => {
  const { path: folder, remove } = createTemporaryFolder('connected');
  after(remove);
  const onDidOpen = new vscode.EventEmitter<GitRepository>();
  let credentials: GitCredentialsProvider | undefined;
  const registered: string[] = [];
  const api: GitApi = {
    repositories: [],
    onDidOpenRepository: onDidOpen.event,
    registerCredentialsProvider: (provider) => {
      credentials = provider;
      return new vscode.Disposable(() => registered.push('no credentials any more'));
    },
    registerRemoteSourceProvider: ({ name }) => {
      registered.push(name);
      return new vscode.Disposable(() => registered.push('no sources any more'));
    },
  };
  const clones = new Clones(new MemoryState(), () => webUrl);
  const connected = connectGit(api, {
    context: { webUrl: () => webUrl, log: silentLog } as GitConnection['context'],
    clones,
    findExpected: () => undefined,
    findWebUrl: () => webUrl,
    accounts: () => Promise.resolve([{ id: 'anna', label: 'Anna' }]),
    getAccessToken: (accountId) => Promise.resolve(`token of ${accountId}`),
  });

  it('is the sign-in at our Bitbucket, and at no other server', async () => {
    const ask = (address: string) => credentials?.getCredentials(vscode.Uri.parse(address));
    assert.deepEqual(await ask(webUrl), { username: 'x-token-auth', password: 'token of anna' });
    assert.equal(await ask('https://github.com'), undefined);
  });

  it('is a list of repositories to clone', () => {
    assert.deepEqual(registered, ['Bitbucket']);
  });

  it('tells of clones in turn, from the first that opens', async () => {
    mkdirSync(join(folder, '.git'));
    const repository: GitRepository = {
      rootUri: vscode.Uri.file(folder),
      state: {
        remotes: [{ fetchUrl: `${webUrl}/acme/sales-analytics.git` }],
        onDidChange: new vscode.EventEmitter<void>().event,
      },
      ui: { selected: true },
    };
    Object.assign(api, { repositories: [repository] });
    onDidOpen.fire(repository);
    await waitUntil(() => clones.find(sales).length > 0);
    assert.deepEqual(clones.find(sales), [folder]);
  });

  it('is taken back', () => {
    connected.dispose();
    assert.deepEqual(registered.slice(1).sort(), ['no credentials any more', 'no sources any more']);
  });
});
