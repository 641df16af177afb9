import assert from 'node:assert/strict';
import { commandIds } from '../../../../src/vscode/ids';
import { RepositoryCommands } from '../../../../src/vscode/views/repositoryCommands';
import { isTreeNode, type RepositoryNode, type TreeNode } from '../../../../src/vscode/views/treeNode';
import { settleDown } from '../../../support/fakeClock';
import { createLoaded } from './viewHarness';

/** The commands over a loaded view in which `sales` is unfolded; requests counted from here on. */
async function createHarness({ selected }: { readonly selected?: boolean } = {}) {
  const harness = await createLoaded(['a.orch.yaml']);
  const node = await harness.unfold();
  const { tree, arrangement, favourites, filter, clock } = harness;
  const unfolded: RepositoryNode[] = [];
  const commands = new RepositoryCommands({
    tree,
    arrangement,
    favourites,
    filter,
    readUnfolded: () => unfolded,
    findSelected: () => (selected === true ? node : undefined),
    reveal: () => Promise.resolve(),
    clock,
    language: 'en',
  });
  const run = async (id: string, argument?: TreeNode) => {
    await commands.handlers[id]?.(argument);
    for (const { services } of tree.trees) await clock.runUntilSettled(services.catalog.load());
    await settleDown();
  };
  harness.lists.requests.length = 0;
  harness.snapshots.looks.length = 0;
  return { ...harness, node, run, unfolded };
}

describe('Repositories view commands', () => {
  it('refreshes only the repository whose row was chosen', async () => {
    const { run, node, lists, snapshots, tree } = await createHarness();
    const [pipeline] = await tree.getChildren(node);
    await run(commandIds.refreshRepositories, node);
    await run(commandIds.refreshRepositories, pipeline);
    assert.deepEqual(lists.requests, []);
    assert.deepEqual(snapshots.looks, [
      'content acme/sales',
      'ci acme/sales forced',
      'content acme/sales',
      'ci acme/sales forced',
    ]);
  });

  it('refreshes only the workspace whose row was chosen', async () => {
    const { run, lists, tree, clock } = await createHarness();
    const [workspace] = await tree.getChildren();
    await run(commandIds.refreshRepositories, workspace);
    await clock.runUntilSettled(clock.sleep(1000));
    assert.deepEqual(lists.requests, ['acme']);
  });

  it('refreshes all lists and what is unfolded, whatever is selected', async () => {
    const { run, node, unfolded, lists, snapshots } = await createHarness({ selected: true });
    unfolded.push(node);
    await run(commandIds.refreshRepositories);
    assert.deepEqual([lists.requests, snapshots.looks[0]], [['workspaces', 'acme'], 'content acme/sales']);
  });

  it('does not look into folded repositories when everything is refreshed', async () => {
    const { run, snapshots } = await createHarness();
    await run(commandIds.refreshRepositories);
    assert.deepEqual(snapshots.looks, []);
  });

  it('makes the chosen or else the selected repository a favourite, and undoes it', async () => {
    const { run, node, favourites } = await createHarness({ selected: true });
    await run(commandIds.addFavourite);
    const before = node.isFavourite;
    await run(commandIds.removeFavourite, node);
    assert.deepEqual([before, node.isFavourite, [...favourites.read()]], [true, false, []]);
  });

  it('ends a search', async () => {
    const { run, tree, clock } = await createHarness();
    const [account] = tree.trees;
    assert.ok(account);
    await clock.runUntilSettled(account.services.catalog.search('nothing'));
    await run(commandIds.clearRepositorySearch);
    assert.equal(tree.summary().search, undefined);
  });

  it('tells a row from whatever else a command may be called with', () => {
    const others = [undefined, null, 'x', {}, { kind: 'repository' }, { kind: 'other', id: 'x' }, { kind: 1, id: 'x' }];
    assert.deepEqual(others.filter(isTreeNode), []);
    assert.equal(isTreeNode({ kind: 'empty', id: 'x', label: 'x' }), true);
  });
});
