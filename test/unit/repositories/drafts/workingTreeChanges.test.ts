import assert from 'node:assert/strict';
import type { ChangedPath } from '../../../../src/bitbucket/model';
import { hashOf, sales, type FakeEntry } from '../../../support/fakeRemote';
import { waitUntil } from '../../../support/waitUntil';
import { anyway, bytesOf, committed, createTreeHarness, textOf } from './treeHarness';

describe('BranchWorkingTree, what it tells', () => {
  it('tells what came about and what went, with the folders', async () => {
    const { tree, changes } = createTreeHarness(committed);
    await tree.list('');
    await tree.list('only');
    await tree.write('new/x.sql', bytesOf('x'), anyway);
    await waitUntil(() => changes.length >= 2);
    assert.deepEqual(changes.splice(0), [
      { kind: 'created', path: 'new/x.sql' },
      { kind: 'created', path: 'new' },
    ]);
    await tree.write('README.md', bytesOf('x'), anyway);
    await waitUntil(() => changes.length >= 1);
    assert.deepEqual(changes.splice(0), [{ kind: 'changed', path: 'README.md' }]);
    await tree.delete('only/one.sql', { recursive: false });
    await waitUntil(() => changes.length >= 2);
    assert.deepEqual(changes.splice(0), [
      { kind: 'deleted', path: 'only/one.sql' },
      { kind: 'deleted', path: 'only' },
    ]);
  });

  it('tells what somebody else added, with the folders, changed and removed', async () => {
    const { tree, files, tips, remote, changes } = createTreeHarness(committed);
    for (const path of ['', 'in', 'only']) await tree.list(path);
    const after: Record<string, string | FakeEntry> = { ...committed, 'README.md': 'theirs', 'in/n.sql': 'n' };
    after['new/deep/x.sql'] = 'x';
    delete after['only/one.sql'];
    remote.commit('main', hashOf('b'), after);
    const to = (kind: ChangedPath['kind'], path: string): ChangedPath => ({ kind, path, oldPath: path });
    await files.noteChanges(sales, {
      from: hashOf('a'),
      to: hashOf('b'),
      changes: [
        to('modified', 'README.md'),
        to('added', 'in/n.sql'),
        to('added', 'new/deep/x.sql'),
        to('removed', 'only/one.sql'),
      ],
    });
    remote.takeRequests();
    tips.note(sales, { name: 'main', commit: hashOf('b'), date: '2026-11-23T12:00:00Z' });
    await waitUntil(() => changes.length > 0);
    assert.deepEqual(changes, [
      { kind: 'changed', path: 'README.md' },
      { kind: 'created', path: 'in/n.sql' },
      { kind: 'created', path: 'new/deep/x.sql' },
      { kind: 'created', path: 'new/deep' },
      { kind: 'created', path: 'new' },
      { kind: 'deleted', path: 'only/one.sql' },
    ]);
    assert.deepEqual(remote.requests, []);
  });

  it('tells in another window what this one changed', async () => {
    const { tree, openWindow } = createTreeHarness(committed);
    const other = openWindow();
    await other.tree.read('README.md');
    await tree.write('README.md', bytesOf('x'), anyway);
    await waitUntil(() => other.changes.length > 0);
    assert.deepEqual(other.changes, [{ kind: 'changed', path: 'README.md' }]);
    assert.equal(textOf(await other.tree.read('README.md')), 'x');
  });
});
