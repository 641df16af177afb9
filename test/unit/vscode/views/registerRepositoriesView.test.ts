import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import { commandIds } from '../../../../src/vscode/ids';
import { registerRepositoriesView } from '../../../../src/vscode/views/registerRepositoriesView';
import type { Account } from '../../../../src/vscode/views/treeNode';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createRepository } from '../../../support/fakeRepositoryLists';
import { createContent } from '../../../support/fakeSnapshots';
import { createViewWorld } from './viewHarness';

describe('registerRepositoriesView', () => {
  const editor = useFakeEditor();

  /** The view as it is registered, never shown yet; `acme` has two repositories. */
  function createHarness(accounts?: Account[]) {
    const world = createViewWorld(accounts);
    const { lists, snapshots, clock, kept, state, ports } = world;
    lists.repositories.set('acme', [createRepository('acme', 'sales'), createRepository('acme', 'stock')]);
    snapshots.contents.set('acme/sales', createContent(['a.orch.yaml']));
    const recent = new RecentRepositories(state);
    const chosenFiles: string[] = [];
    registerRepositoriesView({
      ...ports,
      onDidChooseFile: ({ workspace, slug }, accountId) => chosenFiles.push(`${workspace}/${slug} by ${accountId}`),
      recent,
      state,
      extensionUri: vscode.Uri.file('/extension'),
    });
    const run = (id: string, ...given: unknown[]) => clock.runUntilSettled(editor.current().run(id, ...given));
    const settle = () =>
      clock.runUntilSettled(Promise.all([...kept.values()].map(({ catalog }) => catalog.load()))).then(settleDown);
    /** The row with this label, somewhere below another one. */
    const findRow = async (label: string, parent?: unknown): Promise<unknown> => {
      const [tree] = editor.current().treeViews;
      for (const row of (await tree?.provider.getChildren(parent)) ?? []) {
        if ((await tree?.provider.getTreeItem(row))?.label === label) return row;
        const below = await findRow(label, row);
        if (below !== undefined) return below;
      }
      return undefined;
    };
    const loaded = async () => {
      const [tree] = editor.current().treeViews;
      assert.ok(tree);
      await findRow('');
      await settle();
      return tree;
    };
    return { ...world, recent, chosenFiles, run, settle, findRow, loaded };
  }

  const reveal = ['maia.repositories.focus'];

  describe('Rows of the Repositories view', () => {
    it('tell which account a clicked pipeline was shown by, before it is opened', async () => {
      const { loaded, findRow, chosenFiles, recent } = createHarness([
        { id: '{anna}', label: 'Anna' },
        { id: '{ben}', label: 'Ben' },
      ]);
      const tree = await loaded();
      const sales = await findRow('sales', await findRow('Ben'));
      await tree.expand(sales);
      await tree.select(sales);
      await recent.add({ workspace: 'acme', slug: 'stock' });
      const before = [...chosenFiles];
      await tree.select(await findRow('a', sales));
      await tree.select(undefined);
      assert.deepEqual([before, chosenFiles], [[], ['acme/sales by {ben}']]);
      assert.deepEqual(recent.read(), ['acme/sales', 'acme/stock']);
    });

    it('go on with what a rate limit kept from being seen, while they are unfolded', async () => {
      const { loaded, findRow, snapshots, clock } = createHarness();
      const limited = new BitbucketError({ kind: 'rateLimited', retryAfterMs: 60_000 }, 'limited');
      for (const name of ['acme/sales', 'acme/stock']) snapshots.contents.set(name, limited);
      const tree = await loaded();
      for (const label of ['sales', 'stock']) await tree.expand(await findRow(label));
      await tree.collapse(await findRow('stock'));
      snapshots.looks.length = 0;
      await clock.runUntilSettled(clock.sleep(130_000));
      assert.deepEqual(snapshots.looks, ['content acme/sales', 'content acme/sales']);
    });
  });

  describe('Repositories view commands', () => {
    const commands = [
      commandIds.searchRepositories,
      commandIds.refreshRepositories,
      commandIds.filterRepositories,
      commandIds.showBranch,
    ];
    for (const id of commands) {
      it(`offer to sign in when nobody is: ${id}`, async () => {
        const { run, lists } = createHarness([]);
        editor.current().presses.push('Sign in');
        await run(id);
        const { messages, executed, questions } = editor.current();
        assert.deepEqual(
          [messages.map(({ severity }) => severity), executed, questions, lists.requests],
          [['information'], [['maia.signIn']], [], []],
        );
      });
    }

    it('search although the view was never shown', async () => {
      const { run, kept, lists, settle } = createHarness();
      editor.current().answers.push(' STO ');
      await run(commandIds.searchRepositories);
      await settle();
      await settle();
      const found = kept.get('{anna}')?.catalog.searchResult;
      assert.deepEqual(editor.current().executed[0], reveal);
      assert.deepEqual([found?.text, lists.requests.toSorted()], ['STO', ['acme', 'acme?STO', 'workspaces']]);
    });

    it('search in every account', async () => {
      const { run, kept, settle } = createHarness([
        { id: '{anna}', label: 'Anna' },
        { id: '{ben}', label: 'Ben' },
      ]);
      editor.current().answers.push('x');
      await run(commandIds.searchRepositories);
      await settle();
      assert.deepEqual(
        [...kept.values()].map(({ catalog }) => catalog.searchResult?.text),
        ['x', 'x'],
      );
    });

    it('end the search when the box is emptied, and keep it when it is closed', async () => {
      const { run, kept } = createHarness();
      const readSearch = () => kept.get('{anna}')?.catalog.searchResult?.text;
      editor.current().answers.push('x');
      await run(commandIds.searchRepositories);
      await run(commandIds.searchRepositories);
      const closed = readSearch();
      editor.current().answers.push('  ');
      await run(commandIds.searchRepositories);
      assert.deepEqual([closed, readSearch()], ['x', undefined]);
    });

    it('load once when the first thing asked of the view is a refresh, and again with the next', async () => {
      const { run, lists, settle } = createHarness();
      await run(commandIds.refreshRepositories);
      await settle();
      const first = lists.requests.splice(0);
      await run(commandIds.refreshRepositories);
      await settle();
      assert.deepEqual(
        [first, lists.requests],
        [
          ['workspaces', 'acme'],
          ['workspaces', 'acme'],
        ],
      );
      assert.deepEqual(editor.current().executed[0], reveal);
    });

    it('say why the view is empty when an account cannot be used', async () => {
      const { run, outage } = createHarness();
      outage.error = new Error('no address');
      await run(commandIds.refreshRepositories);
      assert.deepEqual([editor.current().executed[0], editor.current().messages], [reveal, []]);
    });

    it('filter by what is chosen, with the present filter marked', async () => {
      const { run, state } = createHarness();
      editor.current().choices.push('With pipelines');
      await run(commandIds.filterRepositories);
      assert.deepEqual(editor.current().executed[0], reveal);
      assert.deepEqual(editor.current().questions[0]?.labels, [
        'With pipelines, or not looked into yet',
        'With pipelines',
        'All repositories you can write to',
      ]);
      assert.equal(state.values.get('repositories.filter'), 'withPipelines');
      await run(commandIds.filterRepositories);
      assert.equal(state.values.get('repositories.filter'), 'withPipelines');
    });

    it('ask for a row before they show another branch, with the view in front', async () => {
      const { run, loaded } = createHarness();
      await loaded();
      await run(commandIds.showBranch);
      const { executed, messages } = editor.current();
      assert.deepEqual(executed.at(-1), reveal);
      assert.match(messages[0]?.text ?? '', /Select a repository/);
    });

    it('show the branch that is chosen, with the present one marked', async () => {
      const { run, loaded, findRow, branches, clock, snapshots, state } = createHarness();
      const date = '2026-11-20T12:00:00Z';
      const names = ['main', 'feature/X'];
      branches.page = { values: names.map((name) => ({ name, commit: 'a'.repeat(40), date })), size: 2 };
      const tree = await loaded();
      const sales = await findRow('sales');
      await tree.expand(sales);
      await tree.select(sales);
      const running = run(commandIds.showBranch);
      await clock.runUntilSettled(clock.sleep(150));
      const picker = editor.current().pickers[0];
      assert.ok(picker);
      assert.deepEqual(
        picker.items.map(({ label, description, iconPath }) => [label, description, iconPath]),
        [
          ['main', '3 days ago', new vscode.ThemeIcon('check')],
          ['feature/X', '3 days ago', new vscode.ThemeIcon('git-branch')],
        ],
      );
      snapshots.looks.length = 0;
      await picker.choose('feature/X');
      await running;
      await settleDown();
      assert.equal(state.values.get('lastUsedBranch:acme/sales'), 'feature/X');
      assert.deepEqual(snapshots.looks, ['content acme/sales', 'ci acme/sales']);
    });
  });
});
