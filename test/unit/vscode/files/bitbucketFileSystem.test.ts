import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { StoredDraftBook } from '../../../../src/repositories/drafts/storedDraftBook';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import type { Account } from '../../../../src/repositories/repositoryAccounts';
import { BitbucketFileSystem } from '../../../../src/vscode/files/bitbucketFileSystem';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { FakeClock } from '../../../support/fakeClock';
import { createTestServices } from '../../../support/createTestServices';
import { commitDate, FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { MemoryDraftFolders } from '../../../support/memoryDraftFolders';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

const anna = { id: '1', label: 'Anna' };
const ben = { id: '2', label: 'Ben' };
const feature: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'feature/X' } };
const at = (path: string) => toUri(feature, path);

function createHarness({ accounts = [anna] }: { accounts?: Account[] } = {}) {
  const onDidChange = new Emitter<undefined>();
  const signedIn = { accounts };
  const remotes = new Map(
    [anna, ben].map(({ id }) => [
      id,
      new FakeRemote().commit('feature/X', hashOf('a'), {
        'README.md': 'Sales',
        'in/Load.orch.yaml': 'load',
        'in/b.sql': 'b',
      }),
    ]),
  );
  const state = new MemoryState();
  const clock = new FakeClock();
  const folders = new MemoryDraftFolders();
  const drafts = new StoredDraftBook({ folders, clock, log: silentLog });
  const services = new Map(
    [...remotes].map(([id, { api }]) => [
      id,
      createTestServices(api, new MemoryCache(), state, { accountId: id, clock, drafts }),
    ]),
  );
  const log: string[] = [];
  const offered: (readonly Account[])[] = [];
  const access = new RepositoryAccess({
    accounts: { accounts: () => Promise.resolve(signedIn.accounts), onDidChange: onDidChange.event },
    services: (id) => Promise.resolve(services.get(id) ?? assert.fail(id)),
    loadDrafts: () => Promise.resolve(drafts),
    state,
    ask: (_, candidates) => {
      offered.push(candidates);
      return Promise.resolve(candidates[1]);
    },
  });
  const provider = new BitbucketFileSystem(access, { warn: (message) => log.push(message) });
  const events: string[] = [];
  provider.onDidChangeFile((changes) => {
    events.push(...changes.map(({ type, uri }) => `${type} ${uri.path.replace('/acme∕sales-analytics @ ', '')}`));
  });
  const signIn = (now: Account[]) => {
    signedIn.accounts = now;
    onDidChange.fire(undefined);
  };
  const remote = remotes.get(anna.id) ?? assert.fail();
  const filesOf = ({ id }: Account) => services.get(id)?.files ?? assert.fail();
  return { provider, access, remote, remotes, services, drafts, folders, log, events, offered, signIn, filesOf };
}

/** Events are compared after requests that nobody waits for. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

describe('BitbucketFileSystem', () => {
  it('opens a branch with a slash as a folder and reads a pipeline in it', async () => {
    const { provider, remote } = createHarness();
    const root = await provider.stat(at(''));
    assert.equal(root.type, vscode.FileType.Directory);
    assert.equal(Math.floor(root.mtime / 1000) * 1000, Date.parse(commitDate));
    assert.deepEqual(await provider.readDirectory(at('')), [
      ['README.md', vscode.FileType.File],
      ['in', vscode.FileType.Directory],
    ]);
    const { type, size } = await provider.stat(at('in/Load.orch.yaml'));
    assert.deepEqual([type, size], [vscode.FileType.File, 4]);
    assert.deepEqual(await provider.readFile(at('in/Load.orch.yaml')), new TextEncoder().encode('load'));
    assert.deepEqual(remote.requests, ['branches feature/X', 'folder /', 'folder /in', 'file in/Load.orch.yaml']);
  });

  it('has stable times: an editor is not told of a change that did not happen', async () => {
    const { provider } = createHarness();
    assert.deepEqual(await provider.stat(at('README.md')), await provider.stat(at('README.md')));
  });

  it('knows nothing at addresses that are not of its making, and asks nobody', async () => {
    const { provider, remote } = createHarness();
    for (const path of ['/.vimrc', '/eclipse/eclipse', '/', '/acme∕sales']) {
      const uri = vscode.Uri.from({ scheme: 'maia-bitbucket', path });
      await assert.rejects(provider.stat(uri), /^FileSystemError|FileNotFound/);
      await assert.rejects(provider.readFile(uri), /FileNotFound/);
    }
    assert.deepEqual(remote.requests, []);
  });

  it('says what to do when nobody is signed in', async () => {
    const { provider, remote } = createHarness({ accounts: [] });
    await assert.rejects(provider.readFile(at('README.md')), /NoPermissions:You are not signed in/);
    assert.deepEqual(remote.requests, []);
  });

  it('keeps a folder open that cannot be read now, but not one that Bitbucket says is gone', async () => {
    const { provider, remote, signIn } = createHarness({ accounts: [] });
    assert.equal((await provider.stat(at(''))).type, vscode.FileType.Directory);
    await assert.rejects(provider.readDirectory(at('')), /NoPermissions:You are not signed in/);
    signIn([anna]);
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
    assert.equal((await provider.stat(at(''))).type, vscode.FileType.Directory);
    await assert.rejects(provider.stat(at('in')), /Unavailable/);
    remote.failure = undefined;
    remote.isVanished = true;
    await assert.rejects(provider.stat(at('')), /FileNotFound/);
  });

  it('logs the same trouble once, until something could be read again', async () => {
    const { provider, remote, log } = createHarness();
    const readInTrouble = async (path: string) => {
      remote.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
      await assert.rejects(provider.readFile(at(path)), /Unavailable/);
      remote.failure = undefined;
    };
    await readInTrouble('README.md');
    await readInTrouble('in/b.sql');
    assert.equal(log.length, 1);
    await provider.readFile(at('README.md'));
    await readInTrouble('in/b.sql');
    assert.equal(log.length, 2);
  });

  it('tells of files that could not be read, not of missing ones', async () => {
    const { provider, remote } = createHarness();
    const failed: string[] = [];
    provider.onDidFailToRead(({ uri, error }) => failed.push(`${uri.path} ${String(error)}`));
    await assert.rejects(provider.readFile(at('missing')));
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
    await assert.rejects(provider.readFile(at('README.md')));
    await provider.stat(at(''));
    assert.deepEqual(failed, ['/acme∕sales-analytics @ feature∕X/README.md BitbucketError: down']);
  });

  it('logs a failed read once, but neither a missing file nor a token', async () => {
    const { provider, remote, log } = createHarness();
    await assert.rejects(provider.stat(at('missing')), /FileNotFound/);
    assert.deepEqual(log, []);
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'connection refused');
    await assert.rejects(provider.readFile(at('README.md')), /Unavailable/);
    assert.deepEqual(log.length, 1);
  });

  it('tells which open files may have changed and what came and went when the branch moved', async () => {
    const { provider, remote, events, filesOf } = createHarness();
    await provider.readDirectory(at(''));
    await provider.readDirectory(at('in'));
    await provider.readFile(at('in/Load.orch.yaml'));
    remote.commit('feature/X', hashOf('b'), { 'README.md': 'x', 'in/Load.orch.yaml': 'new', 'in/New.orch.yaml': '' });

    await filesOf(anna).refresh(feature);
    await settle();

    assert.deepEqual(events, ['1 feature∕X/in/Load.orch.yaml', '2 feature∕X/in/New.orch.yaml', '3 feature∕X/in/b.sql']);
    assert.deepEqual(await provider.readFile(at('in/Load.orch.yaml')), new TextEncoder().encode('new'));
  });

  it('tells that a folder went away', async () => {
    const { provider, remote, events, log, filesOf } = createHarness();
    await provider.readDirectory(at(''));
    await provider.readDirectory(at('in'));
    remote.commit('feature/X', hashOf('b'), { 'README.md': 'x' });
    await filesOf(anna).refresh(feature);
    await settle();
    assert.deepEqual([events, log], [['3 feature∕X/in'], []]);
  });

  it('leaves names out that no address can hold', async () => {
    const { provider, remote, log } = createHarness();
    remote.commit('feature/X', hashOf('c'), { good: '', 'half \ud800': '' });
    assert.deepEqual(await provider.readDirectory(at('')), [['good', vscode.FileType.File]]);
    assert.equal(log.length, 1);
  });

  it('leaves names out that would lead elsewhere when a folder is copied to a computer with Windows', async () => {
    const { provider, remote, log } = createHarness();
    remote.commit('feature/X', hashOf('c'), { good: '', '..\\..\\Startup\\evil.cmd': '' });
    assert.deepEqual(await provider.readDirectory(at('')), [['good', vscode.FileType.File]]);
    assert.equal(log.length, 1);
  });

  it('never asks from the background which of two accounts reads a repository', async () => {
    const { provider, remotes, offered, services } = createHarness({ accounts: [anna, ben] });
    await provider.readFile(at('README.md'));
    assert.deepEqual(offered, []);
    assert.deepEqual(
      [...remotes.values()].map(({ requests }) => requests.length > 0),
      [true, false],
    );
    assert.equal(services.size, 2);
  });

  it('reads again with another account when that is chosen', async () => {
    const { provider, remotes, access, events } = createHarness({ accounts: [anna, ben] });
    await provider.readFile(at('README.md'));
    await access.choices.choose(sales, ben.id);
    assert.deepEqual(events, ['1 feature∕X', '1 feature∕X/README.md']);
    await provider.readFile(at('README.md'));
    assert.deepEqual(remotes.get(ben.id)?.requests, ['branches feature/X', 'file README.md']);
  });

  it('lets an editor that failed while signed out try again after the sign-in', async () => {
    const { provider, events, signIn } = createHarness({ accounts: [] });
    await assert.rejects(provider.readFile(at('README.md')), /NoPermissions/);
    signIn([anna]);
    assert.deepEqual(events, ['1 feature∕X', '1 feature∕X/README.md']);
    assert.equal((await provider.readFile(at('README.md'))).length, 5);
  });
});

describe('RepositoryAccess', () => {
  it('asks once on a user’s action where two accounts see a repository', async () => {
    const { access, services, offered } = createHarness({ accounts: [anna, ben] });
    assert.equal(await access.getAsking(sales), services.get(ben.id));
    assert.equal(await access.getAsking(sales), services.get(ben.id));
    assert.deepEqual(offered, [[anna, ben]]);
  });

  it('takes the account in whose tree the user acted, without asking', async () => {
    const { access, services, offered } = createHarness({ accounts: [anna, ben] });
    assert.equal(await access.getAsking(sales, anna.id), services.get(anna.id));
    assert.equal(await access.get(sales), services.get(anna.id));
    assert.deepEqual(offered, []);
  });

  it('does not offer an account that does not see the repository', async () => {
    const { access, services, remotes, offered } = createHarness({ accounts: [anna, ben] });
    const remote = remotes.get(anna.id) ?? assert.fail();
    remote.isVanished = true;
    assert.equal(await access.getAsking(sales), services.get(ben.id));
    assert.deepEqual(offered, []);
  });
});
