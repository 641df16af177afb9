import assert from 'node:assert/strict';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import { commandIds } from '../../../../src/vscode/ids';
import { settleDown } from '../../../support/fakeClock';
import { createRepository } from '../../../support/fakeRepositoryLists';
import { createContent } from '../../../support/fakeSnapshots';
import { createLoaded, createViewHarness } from './viewHarness';

const failed = (failure: BitbucketFailure) => new BitbucketError(failure, 'failed');

describe('Repositories view in trouble', () => {
  const until = new Date(Date.parse('2026-11-23T12:00:00Z') + 600_000);
  const time = until.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit' });
  const cases: readonly [string, BitbucketFailure, string, string][] = [
    [
      'the sign-in no longer counts',
      { kind: 'unauthorized' },
      'Bitbucket no longer accepts this sign-in',
      'Sign in again',
    ],
    [
      'access is refused',
      { kind: 'forbidden', requiredScopes: [] },
      'Bitbucket does not let you read this',
      'Open on Bitbucket',
    ],
    [
      'a scope is missing',
      { kind: 'forbidden', requiredScopes: ['x'] },
      'This sign-in lacks a permission',
      'Sign in again',
    ],
    ['the repository vanished', { kind: 'notFound' }, 'This repository is not there any more', 'Refresh the list'],
    [
      'requests are limited',
      { kind: 'rateLimited', retryAfterMs: 600_000 },
      `Bitbucket limits requests until ${time}`,
      'Try again',
    ],
    ['there is no network', { kind: 'unreachable' }, 'Bitbucket cannot be reached', 'Try again'],
    ['a link leads elsewhere', { kind: 'untrustedLink' }, 'Bitbucket pointed to another server', 'Show log'],
    ['there is too much to list', { kind: 'tooLarge' }, 'Too large to show here', 'Open on Bitbucket'],
    ['a conflict is reported', { kind: 'conflict' }, 'Bitbucket answered unexpectedly (409)', 'Try again'],
    ['Bitbucket is broken', { kind: 'unexpected', status: 500 }, 'Bitbucket answered unexpectedly (500)', 'Try again'],
  ];
  for (const [situation, failure, label, remedy] of cases) {
    it(`says what to do when ${situation}`, async () => {
      const { unfold, tree, snapshots } = await createLoaded();
      snapshots.contents.set('acme/sales', failed(failure));
      const [row] = await tree.getChildren(await unfold());
      assert.ok(row?.kind === 'error');
      const item = tree.getTreeItem(row);
      assert.deepEqual([item.label, item.description, item.contextValue], [label, remedy, 'message']);
      assert.equal(item.command?.title, remedy);
      assert.ok(typeof item.tooltip === 'string' && item.tooltip.length > label.length);
    });
  }

  it('shows an outdated repository below a line that says so', async () => {
    const { unfold, readRows, snapshots, clock, tree } = await createLoaded(['a.orch.yaml']);
    const node = await unfold();
    await clock.runUntilSettled(clock.sleep(2 * 3_600_000));
    snapshots.contents.set('acme/sales', failed({ kind: 'unreachable' }));
    await tree.trees[0]?.unfolded.refresh(node.repository);
    assert.deepEqual(await readRows(1, node), ['From 2 hours ago – Bitbucket cannot be reached | Try again', 'a']);
  });

  it('shows what an earlier session saw, whose age nobody knows', async () => {
    const { unfold, readRows, snapshots } = await createLoaded();
    snapshots.cached.set('acme/sales', createContent(['old.orch.yaml']));
    snapshots.contents.set('acme/sales', failed({ kind: 'unreachable' }));
    assert.deepEqual(await readRows(1, await unfold()), [
      'As last seen – Bitbucket cannot be reached | Try again',
      'old',
    ]);
  });

  it('says that a repository is empty, or has none of the branches', async () => {
    for (const [content, mainBranch, expected] of [
      [{ kind: 'empty' }, undefined, 'This repository is empty | Open on Bitbucket'],
      [{ kind: 'noBranch', lookedFor: ['main'] }, 'gone', 'No branch to show | Show another branch'],
    ] as const) {
      const { lists, load, findRow, readRows, snapshots } = createViewHarness();
      lists.repositories.set('acme', [createRepository('acme', 'sales', { mainBranch })]);
      snapshots.contents.set('acme/sales', content);
      await load();
      const node = await findRow('sales');
      const before = await readRows(1, node);
      await settleDown();
      assert.deepEqual([before, await readRows(1, node)], [['Looking for pipelines…'], [expected]]);
    }
  });

  it('shows the other workspaces when one fails, and the failure in its place', async () => {
    const { lists, load, readRows } = createViewHarness();
    lists.repositories.set('acme', [createRepository('acme', 'sales')]);
    lists.repositories.set('lab', []);
    lists.repositories.set('northwind', [createRepository('northwind', 'x')]);
    lists.failures.set('northwind', failed({ kind: 'forbidden', requiredScopes: [] }));
    await load();
    assert.deepEqual(await readRows(2), [
      'acme | 1',
      '  sales | main · 3 days ago',
      'lab | 0',
      '  No repository you can write to | Refresh',
      'northwind | 0',
      '  Bitbucket does not let you read this | Try again',
    ]);
  });

  it('says so when the account is in no workspace, or the workspaces cannot be read', async () => {
    const nowhere = createViewHarness();
    await nowhere.load();
    const down = createViewHarness();
    down.lists.failures.set('workspaces', failed({ kind: 'unreachable' }));
    await down.load();
    assert.deepEqual(
      [await nowhere.readRows(), await down.readRows()],
      [['This account is in no workspace | Refresh'], ['Bitbucket cannot be reached | Try again']],
    );
  });

  it('signs in again whose sign-in it was, wherever the row stands', async () => {
    const refused = failed({ kind: 'unauthorized' });
    const repository = await createLoaded();
    repository.snapshots.contents.set('acme/sales', refused);
    const rows = [(await repository.tree.getChildren(await repository.unfold()))[0]];
    for (const list of ['acme', 'workspaces']) {
      const { lists, load, tree } = createViewHarness();
      lists.repositories.set('acme', [createRepository('acme', 'sales')]);
      lists.failures.set(list, refused);
      await load();
      const [first] = await tree.getChildren();
      rows.push(first?.kind === 'workspace' ? (await tree.getChildren(first))[0] : first);
    }
    assert.equal(rows.length, 3);
    for (const row of rows) {
      assert.deepEqual(row?.kind === 'error' && row.command, {
        command: commandIds.reauthorize,
        title: 'Sign in again',
        arguments: ['{anna}'],
      });
    }
  });

  it('loads again after the user has signed in again', async () => {
    const { lists, load, accountsChanged, clock, readRows, tree } = createViewHarness();
    lists.failures.set('workspaces', failed({ kind: 'unauthorized' }));
    await load();
    lists.failures.clear();
    lists.repositories.set('acme', [createRepository('acme', 'sales')]);
    accountsChanged.fire(undefined);
    await clock.runUntilSettled(Promise.all(tree.trees.map(({ services }) => services.catalog.load())));
    assert.deepEqual(await readRows(), ['acme | 1']);
  });
});
