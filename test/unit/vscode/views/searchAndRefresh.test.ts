import assert from 'node:assert/strict';
import { createRepositories } from '../../../support/fakeRepositoryLists';
import { createContent } from '../../../support/fakeSnapshots';
import { createLoaded, createViewHarness } from './viewHarness';

describe('Searching the Repositories view', () => {
  async function createSearched(text: string) {
    const harness = createViewHarness();
    harness.lists.repositories.set('acme', createRepositories('acme', 120));
    harness.lists.repositories.set('northwind', createRepositories('northwind', 5));
    await harness.load();
    const [account] = harness.tree.trees;
    assert.ok(account);
    await harness.clock.runUntilSettled(account.services.catalog.search(text));
    return harness;
  }

  it('shows only workspaces with a match, and their matches', async () => {
    const { readRows, tree } = await createSearched('WIND-3');
    assert.deepEqual(
      (await readRows(2)).map((row) => row.replace(/ \|.*/, '')),
      ['northwind', '  northwind-3'],
    );
    const { shown, total, search } = tree.summary();
    assert.deepEqual([shown, total, search], [1, 125, 'WIND-3']);
  });

  it('shows matches that the filter would hide', async () => {
    const { readRows, knowledge, arrangement } = await createSearched('wind-3');
    await knowledge.record('{northwind/northwind-3}', createContent([]));
    arrangement.renew();
    assert.equal((await readRows(2)).length, 2);
  });

  it('offers to end a search that finds nothing', async () => {
    const { readRows } = await createSearched('nothing of the kind');
    assert.deepEqual(await readRows(), ['No repository name contains “nothing of the kind” | Clear search']);
  });
});

describe('Rendering the Repositories view', () => {
  /** What the editor was asked to render again, as ids; `all` for everything. */
  function watch({ tree, clock }: ReturnType<typeof createViewHarness>) {
    const renderings: { readonly ids: string; readonly at: number; readonly shown: number }[] = [];
    tree.onDidChangeTreeData((nodes) => {
      const ids = nodes === undefined ? 'all' : nodes.map(({ id }) => id).join(' ');
      renderings.push({ ids, at: clock.now(), shown: tree.summary().shown });
    });
    return renderings;
  }

  it('shows the first page when it arrives and the rest a few times a second, only where it changed', async () => {
    const harness = createViewHarness();
    harness.lists.repositories.set('acme', createRepositories('acme', 700));
    harness.lists.repositories.set('northwind', createRepositories('northwind', 1));
    const renderings = watch(harness);
    const startedAt = harness.clock.now();
    await harness.tree.getChildren();
    harness.tree.onDidChangeTreeData(() => void harness.tree.getChildren());
    await harness.load();
    await harness.clock.runUntilSettled(harness.clock.sleep(1000));

    const first = renderings.find(({ shown }) => shown > 0);
    assert.equal((first?.at ?? 0) - startedAt, 200);
    const later = renderings.filter(({ at }) => at - startedAt > 300);
    assert.ok(later.length > 0 && later.every(({ ids }) => ids === '{anna}/{acme}'), JSON.stringify(later));
    assert.ok(renderings.length < 14, `${renderings.length} renderings`);
    assert.equal(renderings.at(-1)?.shown, 701);
  });

  it('renders only the repository whose content has arrived', async () => {
    const harness = await createLoaded(['a.orch.yaml']);
    await harness.clock.runUntilSettled(harness.clock.sleep(1000));
    const renderings = watch(harness);
    await harness.unfold();
    assert.deepEqual([...new Set(renderings.map(({ ids }) => ids))], ['{anna}/{acme}/{acme%2Fsales}']);
  });
});
