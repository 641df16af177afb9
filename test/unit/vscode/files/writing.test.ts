import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { DraftStoreError } from '../../../../src/repositories/drafts/draftStoreError';
import type { BitbucketFileSystem } from '../../../../src/vscode/files/bitbucketFileSystem';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { hashOf, sales } from '../../../support/fakeRemote';
import { at, createWindows } from './fileSystemHarness';

const encode = (text: string) => new TextEncoder().encode(text);
const save = { create: true, overwrite: true };
const keep = { create: true, overwrite: false };
const elsewhere = vscode.Uri.from({ scheme: 'maia-bitbucket', path: '/eclipse' });
const files = {
  'README.md': 'Sales',
  'in/Load.orch.yaml': 'load',
  'in/b.sql': 'b',
  'run.sh': { bytes: encode('#!'), attributes: ['executable'] },
  link: { bytes: encode('README.md'), attributes: ['link'] },
  'data.bin': { bytes: encode('pointer'), attributes: ['lfs'] },
} as const;
const atCommit = (path: string) => toUri({ repository: sales, ref: { kind: 'commit', hash: hashOf('a') } }, path);
const read = async (provider: BitbucketFileSystem, uri: vscode.Uri) =>
  new TextDecoder().decode(await provider.readFile(uri));

/** Events come after work that nobody waits for. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

function createHarness() {
  const windows = createWindows(files);
  return { ...windows, ...windows.openWindow() };
}

describe('A branch as files that can be changed', () => {
  it('keeps what is saved as a draft, with its own size and time, and asks for nothing', async () => {
    const { provider, remote, clock, treeOf } = createHarness();
    await provider.readDirectory(at(''));
    await provider.readFile(at('README.md'));
    remote.takeRequests();
    await provider.writeFile(at('README.md'), encode('Sales!'), save);
    const { size, mtime, permissions } = await provider.stat(at('README.md'));
    assert.deepEqual([size, mtime, permissions], [6, clock.now(), undefined]);
    assert.deepEqual(await provider.stat(at('README.md')), await provider.stat(at('README.md')));
    assert.equal(await read(provider, at('README.md')), 'Sales!');
    assert.deepEqual(remote.requests, []);
    assert.equal((await treeOf('main').drafts.find('README.md'))?.base?.commit, hashOf('a'));
  });

  it('saves while Bitbucket cannot be reached, as long as the file was read before', async () => {
    const { provider, remote } = createHarness();
    await provider.readDirectory(at(''));
    await provider.readFile(at('README.md'));
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
    await provider.writeFile(at('README.md'), encode('offline'), save);
    assert.equal(await read(provider, at('README.md')), 'offline');
    await assert.rejects(
      provider.writeFile(at('in/b.sql'), encode('x'), save),
      /Unavailable:Nothing was changed yet.*your text stays in the editor/,
    );
  });

  it('begins a draft with what the editor had read, even when the branch has moved since', async () => {
    const { provider, remote, services, treeOf } = createHarness();
    await provider.readDirectory(at(''));
    await provider.readFile(at('README.md'));
    treeOf('main').holdBase('README.md');
    remote.commit('main', hashOf('b'), { ...files, 'README.md': 'Their' });
    await services.tips.fetch(sales, 'main');
    await provider.stat(at('README.md'));
    await provider.writeFile(at('README.md'), encode('Mine!'), save);
    assert.equal((await treeOf('main').drafts.find('README.md'))?.base?.commit, hashOf('a'));
  });

  it('creates, moves and deletes files and folders', async () => {
    const { provider } = createHarness();
    await provider.createDirectory(at('new'));
    await provider.writeFile(at('new/a.sql'), encode('a'), { create: true, overwrite: false });
    await provider.rename(at('new'), at('old'), { overwrite: false });
    await provider.delete(at('in'), { recursive: true });
    const names = (await provider.readDirectory(at(''))).map(([name]) => name);
    assert.deepEqual([names.includes('old'), names.includes('new'), names.includes('in')], [true, false, false]);
    assert.equal(await read(provider, at('old/a.sql')), 'a');
    await assert.rejects(provider.stat(at('in/b.sql')), /FileNotFound/);
  });

  const refusals: readonly [string, (provider: BitbucketFileSystem) => Promise<void>, RegExp][] = [
    ['a file of a commit', (it) => it.writeFile(atCommit('README.md'), encode(''), save), /NoPermissions.*a commit/],
    ['a folder in a commit', (it) => it.createDirectory(atCommit('new')), /NoPermissions.*a commit/],
    ['a move out of a commit', (it) => it.rename(atCommit('README.md'), at('b.md'), save), /NoPermissions.*a commit/],
    ['an address of no repository', (it) => it.writeFile(elsewhere, encode(''), save), /NoPermissions:“\/eclipse”/],
    ['a file where there is one', (it) => it.writeFile(at('in/b.sql'), encode(''), keep), /FileExists/],
    [
      'a file that should be there',
      (it) => it.writeFile(at('no.sql'), encode(''), { ...save, create: false }),
      /FileNotFound/,
    ],
    ['a folder as a file', (it) => it.writeFile(at('in'), encode(''), save), /FileIsADirectory/],
    ['a file below a file', (it) => it.writeFile(at('README.md/a.sql'), encode(''), save), /FileNotADirectory/],
    ['a folder with files', (it) => it.delete(at('in'), { recursive: false }), /NoPermissions.*still holds/],
    ['what is not there', (it) => it.delete(at('no.sql'), { recursive: false }), /FileNotFound/],
    ['a pointer of Git LFS', (it) => it.writeFile(at('data.bin'), encode(''), save), /NoPermissions.*Git LFS/],
    ['Git’s own folder', (it) => it.writeFile(at('.git/config'), encode(''), save), /NoPermissions.*Git keeps/],
    [
      'a twin in capital letters',
      (it) => it.writeFile(at('readme.MD'), encode(''), keep),
      /NoPermissions.*“README\.md”/,
    ],
    ['a device of Windows', (it) => it.writeFile(at('nul.txt'), encode(''), keep), /NoPermissions.*Windows/],
    ['a move over a file', (it) => it.rename(at('README.md'), at('in/b.sql'), keep), /FileExists/],
  ];
  for (const [what, attempt, expected] of refusals) {
    it(`refuses to change ${what}`, async () => {
      await assert.rejects(attempt(createHarness().provider), expected);
    });
  }

  it('marks what cannot be changed as read-only before anybody types', async () => {
    const { provider } = createHarness();
    const permissionsOf = async (uri: vscode.Uri) => (await provider.stat(uri)).permissions;
    assert.equal(await permissionsOf(at('README.md')), undefined);
    assert.equal(await permissionsOf(at('data.bin')), vscode.FilePermission.Readonly);
    assert.equal(await permissionsOf(atCommit('README.md')), vscode.FilePermission.Readonly);
  });

  it('says what to do when the draft cannot be kept', async () => {
    const { provider, folders } = createHarness();
    await provider.writeFile(at('README.md'), encode('first'), save);
    for (const folder of folders.folders.values()) folder.failure = new DraftStoreError({ kind: 'diskFull' }, 'full');
    await assert.rejects(provider.writeFile(at('README.md'), encode('second'), save), /Unavailable:.*Make room/);
    assert.equal(await read(provider, at('README.md')), 'first');
  });

  it('copies and moves between branches, executable files and links as what they are', async () => {
    const { provider, remote, treeOf } = createHarness();
    remote.commit('other', hashOf('c'), { 'x.sql': 'x' });
    await provider.copy(at('in'), at('copied', 'other'), keep);
    await provider.copy(atCommit('README.md'), at('README.md', 'other'), keep);
    await provider.rename(at('run.sh'), at('run.sh', 'other'), keep);
    await provider.copy(at('link'), at('link', 'other'), keep);
    assert.equal(await read(provider, at('copied/b.sql', 'other')), 'b');
    assert.equal(await read(provider, at('README.md', 'other')), 'Sales');
    await assert.rejects(provider.stat(at('run.sh')), /FileNotFound/);
    const { drafts } = treeOf('other');
    const modeOf = async (path: string) => {
      const change = (await drafts.find(path))?.change;
      return change?.kind === 'content' ? change.mode : undefined;
    };
    assert.deepEqual([await modeOf('run.sh'), await modeOf('link')], ['executable', 'link']);
  });

  it('copies nothing from one branch to another when it cannot copy all of it', async () => {
    const { provider, remote, treeOf } = createHarness();
    remote.commit('other', hashOf('c'), { 'x.sql': 'x' });
    await assert.rejects(provider.copy(at(''), at('all', 'other'), keep), /NoPermissions.*Git LFS/);
    assert.deepEqual(await treeOf('other').drafts.all(), []);
  });

  it('tells other windows what was saved, and shows it there', async () => {
    const { provider, openWindow } = createHarness();
    const other = openWindow();
    await other.provider.readDirectory(at(''));
    await other.provider.readFile(at('README.md'));
    await provider.writeFile(at('README.md'), encode('changed'), save);
    await provider.writeFile(at('new.sql'), encode('new'), save);
    await provider.delete(at('in/b.sql'), { recursive: false });
    await settle();
    const told = (kind: number, path: string) => other.events.includes(`${kind} ${path}`);
    assert.ok(told(1, 'README.md') && told(2, 'new.sql') && told(3, 'in/b.sql'), other.events.join(', '));
    assert.equal(await read(other.provider, at('README.md')), 'changed');
  });
});

describe('A branch while nobody is signed in', () => {
  it('still gives and takes drafts, and nothing else', async () => {
    const { provider, openWindow, remote } = createHarness();
    await provider.readDirectory(at(''));
    await provider.writeFile(at('README.md'), encode('mine'), save);
    remote.failure = new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
    const later = openWindow();
    later.setSignedIn(false);
    assert.equal(await read(later.provider, at('README.md')), 'mine');
    await later.provider.writeFile(at('README.md'), encode('mine, still'), save);
    assert.equal(await read(later.provider, at('README.md')), 'mine, still');
    await assert.rejects(later.provider.readFile(at('in/b.sql')), /NoPermissions:You are not signed in/);
  });

  it('takes the first edit of a file that was open when they signed out', async () => {
    const { provider, setSignedIn, remote } = createHarness();
    await provider.readDirectory(at(''));
    await provider.readDirectory(at('in'));
    await provider.readFile(at('in/b.sql'));
    setSignedIn(false);
    remote.failure = new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
    await provider.stat(at('in'));
    await provider.writeFile(at('in/b.sql'), encode('mine'), save);
    assert.equal(await read(provider, at('in/b.sql')), 'mine');
  });

  it('gives nothing where there are no drafts, not even what was read before', async () => {
    const { provider, setSignedIn } = createHarness();
    await provider.readDirectory(at(''));
    setSignedIn(false);
    await assert.rejects(provider.readFile(at('run.sh')), /NoPermissions:You are not signed in/);
    await assert.rejects(provider.readDirectory(at('in')), /NoPermissions:You are not signed in/);
  });
});
