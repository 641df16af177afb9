import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { LastUsedBranches } from '../../../../src/repositories/lastUsedBranches';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import { RepositoryCatalog } from '../../../../src/repositories/repositoryCatalog';
import type { FileCommandContext } from '../../../../src/vscode/files/fileCommandContext';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { openPipeline } from '../../../../src/vscode/files/openPipeline';
import { openRepository } from '../../../../src/vscode/files/openRepository';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { commitDate, FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { createRepository, FakeRepositoryLists } from '../../../support/fakeRepositoryLists';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

describe('Commands on repositories', () => {
  const editor = useFakeEditor();
  const anna = { id: '1', label: 'Anna' };

  /** The commands of a window without a folder, over `acme/sales-analytics` with branches `main` and `feature/X`. */
  function createHarness({ accounts = [anna] } = {}) {
    const clock = new FakeClock();
    const lists = new FakeRepositoryLists(clock);
    lists.repositories.set('acme', [createRepository('acme', 'sales-analytics'), createRepository('acme', 'stock')]);
    const remote = new FakeRemote().commit('main', hashOf('a'), { 'a.orch.yaml': '' });
    remote.commit('feature/X', hashOf('b'), {});
    const listBranches: typeof remote.api.listBranches = async function* () {
      await settleDown();
      const values = [...remote.branches].map(([name, commit]) => ({ name, commit, date: commitDate }));
      yield { values, size: values.length };
    };
    const state = new MemoryState();
    const services = createTestServices({ ...remote.api, listBranches }, new MemoryCache(), state);
    const catalog = new RepositoryCatalog({ api: lists, cache: new MemoryCache(), clock, log: silentLog });
    const context: FileCommandContext = {
      access: new RepositoryAccess({
        accounts: { accounts: () => Promise.resolve(accounts), onDidChange: new Emitter<undefined>().event },
        services: () => Promise.resolve(services),
        loadDrafts: () => Promise.resolve({ listScopes: () => Promise.resolve([]) }),
        state,
        ask: () => assert.fail('There is one account.'),
      }),
      readCatalogs: () => Promise.resolve(accounts.map((account) => ({ account, catalog }))),
      lastUsedBranches: new LastUsedBranches(state),
      recent: new RecentRepositories(state),
      webUrl: () => 'https://bitbucket.example',
      clock,
      log: silentLog,
    };
    const pass = async (ms: number) => {
      await clock.runUntilSettled(clock.sleep(ms));
      await settleDown();
    };
    const picker = () => editor.current().pickers.at(-1) ?? assert.fail('no list');
    return { context, catalog, lists, clock, remote, pass, picker };
  }

  describe('Opening a repository', () => {
    it('offers what the view has listed, without a request', async () => {
      const { context, catalog, clock, lists, picker, pass } = createHarness();
      await clock.runUntilSettled(catalog.load());
      lists.requests.length = 0;
      const opening = openRepository(context, undefined);
      await settleDown();
      const all = picker().labels;
      await picker().type('s');
      await pass(1000);
      assert.deepEqual([all, lists.requests], [['sales-analytics', 'stock'], []]);
      await picker().leave();
      await opening;
    });

    it('lists the repositories once where the view was never shown, and searches for two letters and more', async () => {
      const { context, lists, picker, pass } = createHarness();
      const opening = openRepository(context, undefined);
      await settleDown();
      const isBusy = picker().busy;
      await pass(1000);
      lists.repositories.set('acme', [createRepository('acme', 'created-since')]);
      await picker().type('cr');
      await pass(1000);
      assert.deepEqual([isBusy, picker().labels, picker().busy], [true, ['created-since'], false]);
      assert.deepEqual(lists.requests, ['workspaces', 'acme', 'acme?cr']);
      await picker().leave();
      await opening;
    });

    it('says why there is nothing to choose from, and lists again on request', async () => {
      const { context, lists, picker, pass } = createHarness();
      lists.failures.set('workspaces', new BitbucketError({ kind: 'unreachable' }, 'down'));
      const opening = openRepository(context, undefined);
      await pass(1000);
      const [failed = ''] = picker().labels;
      lists.failures.clear();
      await picker().choose(failed);
      await pass(1000);
      assert.match(failed, /cannot be reached/);
      assert.deepEqual(picker().labels, ['sales-analytics', 'stock']);
      await picker().leave();
      await opening;
    });

    it('opens the chosen branch as a folder and puts the repository before others', async () => {
      const { context, picker, pass } = createHarness();
      await context.recent.add({ workspace: 'acme', slug: 'stock' });
      const opening = openRepository(context, undefined);
      await pass(1000);
      const offered = picker().labels;
      await picker().choose('sales-analytics');
      await pass(100);
      await picker().choose('feature/X');
      await opening;
      assert.deepEqual(offered, ['stock', 'sales-analytics']);
      assert.deepEqual(context.recent.read(), ['acme/sales-analytics', 'acme/stock']);
      const [command, uri] = editor.current().executed.at(-1) ?? [];
      const location = { repository: sales, ref: { kind: 'branch', name: 'feature/X' } } as const;
      assert.deepEqual([command, String(uri)], ['vscode.openFolder', toUri(location, '').toString()]);
    });

    it('is refused, for the message that offers to sign in, while nobody is', async () => {
      const { context } = createHarness({ accounts: [] });
      const isSignedOut = (error: unknown) => BitbucketError.is(error, 'signedOut');
      await assert.rejects(openRepository(context, undefined), isSignedOut);
      await assert.rejects(openPipeline(context, undefined), isSignedOut);
    });
  });

  describe('Opening a pipeline', () => {
    it('puts its repository before others', async () => {
      const { context } = createHarness();
      const { workspace, slug } = sales;
      await openPipeline(context, `https://bitbucket.example/${workspace}/${slug}/src/main/a.orch.yaml`);
      assert.deepEqual(context.recent.read(), ['acme/sales-analytics']);
      assert.equal(editor.current().executed.at(-1)?.[0], 'vscode.open');
    });
  });
});
