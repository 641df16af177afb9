import assert from 'node:assert/strict';
import { DraftStoreError } from '../../../../src/repositories/drafts/draftStoreError';
import { hashOf, sales } from '../../../support/fakeRemote';
import { failureOf } from '../../../support/failureOf';
import { waitUntil } from '../../../support/waitUntil';
import {
  anyway,
  bytesOf,
  committed,
  createTreeHarness,
  namesOf,
  textOf,
  treeFailureOf,
  unreachable,
} from './treeHarness';

describe('BranchWorkingTree', () => {
  it('shows the branch where nobody edited anything', async () => {
    const { tree } = createTreeHarness(committed);
    assert.deepEqual(
      namesOf(await tree.list('')),
      Object.keys({ ...committed, in: 1, only: 1 })
        .filter((it) => !it.includes('/'))
        .sort(),
    );
    assert.equal(textOf(await tree.read('README.md')), 'Sales');
    const { size, mode, isReadOnly } = await tree.stat('run.sh');
    assert.deepEqual([size, mode, isReadOnly], [9, 'executable', false]);
  });

  it('serves a draft without asking Bitbucket, also when it cannot be asked', async () => {
    const { tree, remote, openWindow } = createTreeHarness(committed);
    await tree.write('in/a.sql', bytesOf('edited'), anyway);
    remote.failure = unreachable;
    remote.takeRequests();
    const window = openWindow().tree;
    assert.equal(textOf(await window.read('in/a.sql')), 'edited');
    assert.equal((await window.stat('in/a.sql')).size, 6);
    assert.equal((await window.stat('in')).kind, 'directory');
    assert.equal(textOf(await window.readOriginal('in/a.sql')), 'a');
    await window.write('in/a.sql', bytesOf('edited offline'), anyway);
    assert.equal(textOf(await window.read('in/a.sql')), 'edited offline');
    assert.deepEqual(remote.requests, []);
  });

  it('keeps what a file is: executable, or a link', async () => {
    const { tree, drafts } = createTreeHarness(committed);
    await tree.write('run.sh', bytesOf('#!/bin/bash'), anyway);
    await tree.write('latest', bytesOf('in/a.sql'), anyway);
    const modes = (await drafts.all()).map(({ path, change }) => [path, change.kind === 'content' && change.mode]);
    assert.deepEqual(modes, [
      ['latest', 'link'],
      ['run.sh', 'executable'],
    ]);
    assert.equal((await tree.stat('latest')).isLink, true);
    await tree.rename('run.sh', 'in/run.sh', { overwrite: false });
    assert.equal((await tree.stat('in/run.sh')).mode, 'executable');
  });

  it('has no draft once the content is what it was', async () => {
    const { tree, drafts } = createTreeHarness(committed);
    await tree.write('in/a.sql', bytesOf('x'), anyway);
    await tree.write('in/a.sql', bytesOf('a'), anyway);
    assert.deepEqual(await drafts.all(), []);
  });

  it('shows, reads and deletes LFS files and submodules no other way than they can be kept', async () => {
    const { tree, drafts } = createTreeHarness(committed);
    assert.equal((await tree.stat('big.bin')).isReadOnly, true);
    const lfs = { kind: 'readOnly', path: 'big.bin', reason: 'lfs' };
    assert.deepEqual(await treeFailureOf(tree.write('big.bin', bytesOf('x'), anyway)), lfs);
    assert.deepEqual(await treeFailureOf(tree.rename('big.bin', 'b', { overwrite: false })), lfs);
    assert.deepEqual(await treeFailureOf(tree.copy('big.bin', 'b', { overwrite: false })), lfs);
    const submodule = { kind: 'readOnly', path: 'vendor', reason: 'submodule' };
    assert.deepEqual(await treeFailureOf(tree.delete('vendor', { recursive: true })), submodule);
    assert.deepEqual(await treeFailureOf(tree.write('vendor/x', bytesOf(''), anyway)), submodule);
    await tree.delete('big.bin', { recursive: false });
    assert.equal((await drafts.find('big.bin'))?.base?.hash, undefined);
  });

  it('makes files in folders that come about with them, and in folders made before', async () => {
    const { tree } = createTreeHarness(committed);
    await tree.write('new/folder/x.sql', bytesOf('x'), anyway);
    await tree.createFolder('empty');
    assert.deepEqual(namesOf(await tree.list('new')), ['folder']);
    assert.deepEqual(await tree.list('empty'), []);
    assert.ok(namesOf(await tree.list('')).includes('empty'));
    await tree.write('empty/y', bytesOf('y'), anyway);
    await tree.delete('empty/y', { recursive: false });
    assert.deepEqual(await tree.list('empty'), []);
    await tree.delete('empty', { recursive: false });
    assert.deepEqual(await treeFailureOf(tree.stat('empty')), { kind: 'notFound', path: 'empty' });
  });

  it('lets a folder vanish with its last file, as Git does', async () => {
    const { tree } = createTreeHarness(committed);
    await tree.delete('only/one.sql', { recursive: false });
    assert.deepEqual(await treeFailureOf(tree.stat('only')), { kind: 'notFound', path: 'only' });
    assert.deepEqual(await treeFailureOf(tree.list('only')), { kind: 'notFound', path: 'only' });
    assert.equal(namesOf(await tree.list('')).includes('only'), false);
    await tree.write('only/one.sql', bytesOf('one'), anyway);
    assert.deepEqual(namesOf(await tree.list('only')), ['one.sql']);
  });

  it('deletes a folder without reading what is in it', async () => {
    const { tree, drafts, remote } = createTreeHarness(committed);
    await tree.write('in/new.sql', bytesOf('n'), anyway);
    assert.deepEqual(await treeFailureOf(tree.delete('in', { recursive: false })), { kind: 'notEmpty', path: 'in' });
    remote.takeRequests();
    await tree.delete('in', { recursive: true });
    assert.equal(
      remote.requests.some((it) => it.startsWith('file')),
      false,
    );
    const drafted = (await drafts.all()).map(({ path, change, base }) => [path, change.kind, base?.hash]);
    assert.deepEqual(drafted, [
      ['in/a.sql', 'deleted', undefined],
      ['in/deep/b.sql', 'deleted', undefined],
    ]);
    assert.equal(namesOf(await tree.list('')).includes('in'), false);
  });

  it('makes nothing whose name differs in case only from another', async () => {
    const { tree } = createTreeHarness(committed);
    const failure = { kind: 'badName', path: 'readme.MD', reason: 'caseOnly', other: 'README.md' };
    assert.deepEqual(await treeFailureOf(tree.write('readme.MD', bytesOf(''), anyway)), failure);
    const below = { kind: 'badName', path: 'IN', reason: 'caseOnly', other: 'in' };
    assert.deepEqual(await treeFailureOf(tree.write('IN/x', bytesOf(''), anyway)), below);
  });

  it('edits what is there under an odd name', async () => {
    const { tree } = createTreeHarness({ 'aux.sql': 'x', 'odd./a:b': 'y' });
    await tree.write('aux.sql', bytesOf('1'), anyway);
    await tree.write('odd./a:b', bytesOf('2'), anyway);
    await tree.write('odd./new', bytesOf('3'), anyway);
    assert.equal(textOf(await tree.read('odd./a:b')), '2');
  });

  it('changes nothing under a name that no commit can carry, so that the others can be committed', async () => {
    const { tree, drafts } = createTreeHarness({ 'in/tab\there': 'x', 'in/a': 'a' });
    const failure = { kind: 'readOnly', path: 'in/tab\there', reason: 'name' };
    assert.equal((await tree.stat('in/tab\there')).isReadOnly, true);
    assert.equal(textOf(await tree.read('in/tab\there')), 'x');
    assert.deepEqual(await treeFailureOf(tree.write('in/tab\there', bytesOf('1'), anyway)), failure);
    assert.deepEqual(await treeFailureOf(tree.rename('in', 'out', { overwrite: false })), failure);
    assert.deepEqual(await treeFailureOf(tree.delete('in', { recursive: true })), failure);
    assert.deepEqual(await drafts.all(), []);
  });

  const refusals: readonly [
    string,
    (tree: ReturnType<typeof createTreeHarness>['tree']) => Promise<unknown>,
    object,
  ][] = [
    ['to write over a folder', (tree) => tree.write('in', bytesOf(''), anyway), { kind: 'isDirectory', path: 'in' }],
    [
      'to write what is not there',
      (tree) => tree.write('x', bytesOf(''), { create: false, overwrite: true }),
      { kind: 'notFound', path: 'x' },
    ],
    [
      'to make what is there',
      (tree) => tree.write('README.md', bytesOf(''), { create: true, overwrite: false }),
      { kind: 'exists', path: 'README.md' },
    ],
    [
      'to make a file below a file',
      (tree) => tree.write('README.md/x', bytesOf(''), anyway),
      { kind: 'isFile', path: 'README.md' },
    ],
    ['to make a folder that is there', (tree) => tree.createFolder('in'), { kind: 'exists', path: 'in' }],
    ['to delete what is not there', (tree) => tree.delete('x', { recursive: true }), { kind: 'notFound', path: 'x' }],
    [
      'to move what is not there',
      (tree) => tree.rename('x', 'y', { overwrite: true }),
      { kind: 'notFound', path: 'x' },
    ],
  ];
  for (const [what, act, failure] of refusals) {
    it(`refuses ${what}`, async () => {
      const { tree, drafts } = createTreeHarness(committed);
      assert.deepEqual(await treeFailureOf(act(tree)), failure);
      assert.deepEqual(await drafts.all(), []);
    });
  }

  it('opens a repository without any commit, and keeps its first files', async () => {
    const { tree, drafts, remote, tips } = createTreeHarness(undefined);
    assert.deepEqual(await tree.list(''), []);
    assert.equal((await tree.stat('')).kind, 'directory');
    await tree.write('first.sql', bytesOf('1'), anyway);
    assert.deepEqual(namesOf(await tree.list('')), ['first.sql']);
    assert.equal((await drafts.find('first.sql'))?.base, undefined);
    remote.commit('main', hashOf('b'), { 'other.sql': '2' });
    tips.note(sales, { name: 'main', commit: hashOf('b'), date: '2026-11-23T12:00:00Z' });
    assert.deepEqual(namesOf(await tree.list('')), ['first.sql', 'other.sql']);
  });

  it('says that a branch is gone where the repository has others', async () => {
    const { tree, remote } = createTreeHarness(committed);
    remote.branches.set('other', hashOf('a'));
    remote.branches.delete('main');
    assert.deepEqual(await failureOf(tree.list('')), { kind: 'notFound' });
  });

  it('costs no request for what its own commit left alone, nor for what it made', async () => {
    const { tree, drafts, files, tips, remote, changes } = createTreeHarness(committed);
    for (const path of ['', 'in', 'only']) await tree.list(path);
    await tree.read('README.md');
    await tree.write('in/a.sql', bytesOf('edited'), anyway);
    await tree.delete('only/one.sql', { recursive: false });
    await waitUntil(() => changes.length >= 3);
    changes.splice(0);
    const after = { ...committed, 'in/a.sql': 'edited' };
    const left = Object.fromEntries(Object.entries(after).filter(([path]) => path !== 'only/one.sql'));
    remote.commit('main', hashOf('b'), left);
    remote.takeRequests();
    await files.noteStep({
      repository: sales,
      parent: hashOf('a'),
      commit: hashOf('b'),
      files: [
        { path: 'in/a.sql', content: { bytes: bytesOf('edited'), mode: 'file' } },
        { path: 'only/one.sql', content: undefined },
      ],
    });
    tips.note(sales, { name: 'main', commit: hashOf('b'), date: '2026-11-23T12:00:00Z' });
    await drafts.discard(['in/a.sql', 'only/one.sql']);
    assert.equal(textOf(await tree.read('README.md')), 'Sales');
    assert.equal(textOf(await tree.read('in/a.sql')), 'edited');
    assert.equal((await tree.stat('in/a.sql')).size, 6);
    assert.equal(namesOf(await tree.list('')).includes('only'), false);
    assert.deepEqual(namesOf(await tree.list('in')), ['a.sql', 'deep']);
    assert.deepEqual(remote.requests, []);
  });

  it('replaces nothing that another window saved after the file was shown, until it is shown again', async () => {
    const { tree, openWindow } = createTreeHarness(committed);
    const other = openWindow();
    for (const path of ['in/a.sql', 'README.md']) await other.tree.stat(path);
    let isHeardOf = false;
    other.drafts.onDidChange(() => (isHeardOf = true));
    await tree.write('in/a.sql', bytesOf('saved meanwhile'), anyway);
    // The window knows, but the person who looks at the file has not seen it.
    await waitUntil(() => isHeardOf);
    const saving = other.tree.write('in/a.sql', bytesOf('unaware'), anyway);
    await assert.rejects(saving, (error) => DraftStoreError.is(error, 'changedMeanwhile'));
    assert.equal(textOf(await tree.read('in/a.sql')), 'saved meanwhile');
    await other.tree.stat('in/a.sql');
    await other.tree.write('in/a.sql', bytesOf('aware'), anyway);
    await other.tree.write('README.md', bytesOf('nobody else'), anyway);
    assert.equal(textOf(await other.tree.read('in/a.sql')), 'aware');
  });

  it('makes a file again where a folder was shown that had taken its place', async () => {
    const { tree, openWindow } = createTreeHarness(committed);
    await tree.delete('README.md', { recursive: false });
    await tree.write('README.md/x', bytesOf('x'), anyway);
    const later = openWindow();
    assert.equal((await later.tree.stat('README.md')).kind, 'directory');
    await later.tree.delete('README.md', { recursive: true });
    await later.tree.write('README.md', bytesOf('again'), anyway);
    assert.equal(textOf(await later.tree.read('README.md')), 'again');
  });
});
