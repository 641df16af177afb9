import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeNode } from '../../../../src/vscode/views/treeNode';
import { settleDown } from '../../../support/fakeClock';
import { createRepositories, createRepository } from '../../../support/fakeRepositoryLists';
import { createContent } from '../../../support/fakeSnapshots';
import { createLoaded, createViewHarness } from './viewHarness';

describe('Repositories view', () => {
  it('is empty, for the welcome text, while nobody is signed in', async () => {
    const { readRows, visitsOfNobody } = createViewHarness([]);
    assert.deepEqual(await readRows(), []);
    assert.equal(visitsOfNobody.count, 1, 'the Accounts menu can offer the sign-in');
  });

  it('says that it is loading before anything has arrived', async () => {
    assert.deepEqual(await createViewHarness().readRows(), ['Loading workspaces…']);
  });

  it('shows workspaces and repositories, and the pipelines once unfolded', async () => {
    const { unfold, readRows, snapshots } = await createLoaded(['b.tran.yaml', 'x/y/a.orch.yaml']);
    snapshots.ci.set('acme/sales', { outcome: 'failed', name: 'test', url: 'https://ci.example/1' });
    await unfold();
    assert.deepEqual(await readRows(5), [
      'acme | 1',
      '  sales | main · CI failed · 2 days ago',
      '    x',
      '      y',
      '        a',
      '    b',
    ]);
  });

  it('colours a repository by its CI result, which its text says as well', async () => {
    const { unfold, tree, snapshots } = await createLoaded(['a.orch.yaml']);
    snapshots.ci.set('acme/sales', { outcome: 'failed', name: 'test', url: 'https://ci.example/1' });
    const { iconPath } = tree.getTreeItem(await unfold());
    assert.deepEqual(iconPath, new vscode.ThemeIcon('repo', new vscode.ThemeColor('testing.iconFailed')));
  });

  it('opens a pipeline at the branch that is shown', async () => {
    const { tree, unfold } = await createLoaded(['a.orch.yaml']);
    const [pipeline] = await tree.getChildren(await unfold());
    assert.ok(pipeline);
    const { command, contextValue } = tree.getTreeItem(pipeline);
    assert.deepEqual(
      [command?.command, String(command?.arguments?.[0]), contextValue],
      ['vscode.open', 'maia-bitbucket:/acme/sales/main/a.orch.yaml', 'pipeline'],
    );
  });

  it('costs nothing to render again what was unfolded', async () => {
    const { unfold, readRows, snapshots } = await createLoaded(['a.orch.yaml']);
    await unfold();
    await readRows(4);
    await readRows(4);
    assert.deepEqual(snapshots.looks, ['content acme/sales', 'ci acme/sales']);
  });

  it('does not look into repositories that nobody unfolds', async () => {
    const { readRows, snapshots, lists } = await createLoaded();
    await readRows(2);
    assert.deepEqual([snapshots.looks, lists.requests], [[], ['workspaces', 'acme']]);
  });

  it('gives every row an id of its own, with two accounts, a search and hostile names', async () => {
    const harness = createViewHarness([
      { id: '{anna}', label: 'Same name' },
      { id: '{ben}', label: 'Same name' },
    ]);
    const hostile = ['a/b', 'a%2Fb', 'a?b', '\ud800', '../..', ''].map((slug, index) =>
      createRepository('acme', slug, { uuid: `{${slug}${index}` }),
    );
    harness.lists.repositories.set('acme', hostile);
    for (const { slug } of hostile) {
      harness.snapshots.contents.set(
        `acme/${slug}`,
        createContent(['x', 'x/x', 'x%2Fx', 'x?/x'].map((name) => `${name}.orch.yaml`)),
      );
    }
    await harness.load();
    const ids: string[] = [];
    const visit = async (node?: TreeNode) => {
      for (const child of await harness.tree.getChildren(node)) {
        ids.push(harness.tree.getTreeItem(child).id ?? '');
        await visit(child);
      }
    };
    await visit();
    await settleDown();
    ids.length = 0;
    await visit();
    assert.ok(ids.length > 2 * hostile.length * 5);
    assert.equal(new Set(ids).size, ids.length);
    const again = [...ids];
    ids.length = 0;
    await visit();
    assert.deepEqual(ids, again);
  });

  it('shows accounts only where there are two', async () => {
    const harness = createViewHarness([
      { id: '{anna}', label: 'Anna' },
      { id: '{ben}', label: 'Ben' },
    ]);
    harness.lists.repositories.set('acme', [createRepository('acme', 'sales')]);
    await harness.load();
    assert.deepEqual(await harness.readRows(3), [
      'Anna',
      '  acme | 1',
      '    sales | main · 3 days ago',
      'Ben',
      '  acme | 1',
      '    sales | main · 3 days ago',
    ]);
    harness.accounts.pop();
    harness.accountsChanged.fire(undefined);
    assert.deepEqual(await harness.readRows(), ['acme | 1']);
    assert.deepEqual(harness.tree.trees.length, 1);
  });

  it('loads again when somebody signs out and in again', async () => {
    const { lists, load, readRows, accounts, accountsChanged } = createViewHarness();
    lists.repositories.set('acme', [createRepository('acme', 'sales')]);
    await load();
    const [anna] = accounts.splice(0);
    assert.ok(anna);
    accountsChanged.fire(undefined);
    const signedOut = await readRows();
    accounts.push(anna);
    lists.repositories.set('acme', createRepositories('acme', 2));
    await load();
    assert.deepEqual([signedOut, await readRows()], [[], ['acme | 2']]);
  });

  it('lets the user try again when an account cannot be used', async () => {
    const { outage, readRows, tree } = createViewHarness();
    outage.error = new Error('no key');
    assert.deepEqual(await readRows(), ['Something unexpected happened | Try again']);
    delete outage.error;
    tree.renderAll();
    assert.deepEqual(await readRows(), ['Loading workspaces…']);
  });

  it('says which branch is shown and why', async () => {
    const cases = [
      [createContent(['a.orch.yaml']), 'main · 2 days ago'],
      [createContent([], { branch: 'develop', reason: 'default' }), 'develop (default) · 2 days ago'],
      [createContent([], { branch: 'feature/X', reason: 'lastUsed' }), 'feature/X (last used) · 2 days ago'],
      [createContent([], { branch: 'main', reason: 'lastUsed' }), 'main · 2 days ago'],
    ] as const;
    for (const [content, expected] of cases) {
      const { snapshots, unfold, tree } = await createLoaded();
      snapshots.contents.set('acme/sales', content);
      assert.equal(tree.getTreeItem(await unfold()).description, expected);
    }
  });

  it('names no branch before it is certain which one will be shown', async () => {
    const { lists, load, readRows } = createViewHarness();
    lists.repositories.set('acme', [
      createRepository('acme', 'develops', { mainBranch: 'develop' }),
      createRepository('acme', 'empty', { mainBranch: undefined }),
    ]);
    await load();
    assert.deepEqual((await readRows(2)).slice(1), ['  develops | 3 days ago', '  empty | empty · 3 days ago']);
  });

  it('moves a favourite to the top at once, an unfolded repository only with the next refresh', async () => {
    const { lists, load, readRows, favourites, recent, arrangement } = createViewHarness();
    lists.repositories.set('acme', createRepositories('acme', 3));
    await load();
    const order = async () => (await readRows(2)).slice(1).map((row) => row.trim().split(' ')[0]);
    await favourites.add('{acme/acme-2}');
    await recent.add({ workspace: 'acme', slug: 'acme-1' });
    arrangement.renewFavourites();
    assert.deepEqual(await order(), ['acme-2', 'acme-0', 'acme-1']);
    arrangement.renew();
    assert.deepEqual(await order(), ['acme-2', 'acme-1', 'acme-0']);
  });

  it('does not hide a repository under the pointer when it turns out to have no pipelines', async () => {
    const { unfold, readRows, arrangement } = await createLoaded([]);
    await unfold();
    const before = await readRows(3);
    arrangement.renew();
    assert.deepEqual(before, [
      'acme | 1',
      '  sales | main · 2 days ago',
      '    No pipelines on main | Show another branch',
    ]);
    assert.deepEqual(await readRows(3), ['acme | 0 of 1', '  The filter hides all 1 repositories | Change filter']);
  });

  it('marks in its context value what menus depend on', async () => {
    const { unfold, tree, favourites, arrangement, snapshots } = await createLoaded();
    snapshots.ci.set('acme/sales', { outcome: 'passed', name: 'test', url: 'https://ci.example/1' });
    const node = await unfold();
    await favourites.add('{acme/sales}');
    arrangement.renewFavourites();
    assert.equal(tree.getTreeItem(node).contextValue, 'repository.favourite.ci');
  });

  it('tells a screen reader what sighted people see in icons', async () => {
    const { unfold, tree } = await createLoaded(['Load.tran.yaml']);
    const node = await unfold();
    const [pipeline] = await tree.getChildren(node);
    assert.ok(pipeline);
    assert.deepEqual(
      [node, pipeline].map((row) => tree.getTreeItem(row).accessibilityInformation?.label),
      ['sales, repository, main, 2 days ago', 'Load, transformation pipeline'],
    );
  });

  it('shows nothing of the Bitbucket before when the settings name another one, though the account is the same', async () => {
    const { lists, load, readRows, kept, accountsChanged } = createViewHarness();
    lists.repositories.set('acme', [createRepository('acme', 'former')]);
    await load();
    const before = await readRows(2);
    kept.clear();
    lists.repositories.set('acme', [createRepository('acme', 'present')]);
    accountsChanged.fire(undefined);
    await load();
    const labels = (rows: string[]) => rows.map((row) => row.trim().split(' ')[0]);
    assert.deepEqual(
      [labels(before), labels(await readRows(2))],
      [
        ['acme', 'former'],
        ['acme', 'present'],
      ],
    );
  });

  it('never lets a name from Bitbucket become Markdown', async () => {
    const { lists, load, findRow, tree } = createViewHarness();
    const attack = '[click](command:maia.signOut) **bold** <b>x</b> `code`';
    lists.repositories.set('acme', [createRepository('acme', 'a)(b', { name: attack, description: attack })]);
    await load();
    const node = await findRow(attack);
    assert.ok(node);
    const { tooltip } = tree.resolveTreeItem(new vscode.TreeItem('x'), node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    const active = tooltip.value.match(/(?<!\\)\[[^\]]*(?<!\\)\]\([^)]*\)/g);
    assert.deepEqual(active, ['[Open on Bitbucket](https://bitbucket.example/acme/a%29%28b)']);
    assert.doesNotMatch(tooltip.value, /(?<!\\)[`<]/);
    assert.notEqual(tooltip.isTrusted, true);
  });
});
