import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CatalogFilter } from '../../../../src/repositories/catalogFilter';
import { Favourites } from '../../../../src/repositories/favourites';
import { LastUsedBranches } from '../../../../src/repositories/lastUsedBranches';
import { StoredDraftBook } from '../../../../src/repositories/drafts/storedDraftBook';
import { PipelineKnowledge } from '../../../../src/repositories/pipelineKnowledge';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import { RepositoryCatalog } from '../../../../src/repositories/repositoryCatalog';
import { Emitter } from '../../../../src/base/event';
import type { Branch, Page } from '../../../../src/bitbucket/model';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import type { AccountServices } from '../../../../src/vscode/accounts/accountServices';
import { Arrangement } from '../../../../src/vscode/views/arrangement';
import { RepositoriesTree } from '../../../../src/vscode/views/repositoriesTree';
import type { Account, TreeNode } from '../../../../src/vscode/views/treeNode';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { createRepository, FakeRepositoryLists } from '../../../support/fakeRepositoryLists';
import { createContent, FakeSnapshots } from '../../../support/fakeSnapshots';
import { MemoryDraftFolders } from '../../../support/memoryDraftFolders';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

/** What the view is made of besides the editor: a fake Bitbucket that all accounts share, and what is remembered. */
export function createViewWorld(accounts: Account[] = [{ id: '{anna}', label: 'Anna' }]) {
  const clock = new FakeClock();
  const lists = new FakeRepositoryLists(clock);
  const snapshots = new FakeSnapshots();
  const state = new MemoryState();
  const accountsChanged = new Emitter<undefined>();
  const outage: { error?: Error } = {};
  /** The first page of branches of any repository; `undefined` where none may be asked for. */
  const branches: { page?: Page<Branch> } = {};
  const createServices = (): AccountServices => ({
    api: {
      listBranches: async function* () {
        await clock.sleep(100);
        yield branches.page ?? assert.fail('No branches were set.');
      },
    },
    catalog: new RepositoryCatalog({ api: lists, cache: new MemoryCache(), clock, log: silentLog }),
    snapshots,
    ciStates: snapshots,
    lastUsedBranches: new LastUsedBranches(state),
    workingTree: (repository, branch) => ({ drafts: book.open({ accountId: '{anna}', repository, branch }) }),
  });
  const book = new StoredDraftBook({ folders: new MemoryDraftFolders(), clock, log: silentLog });
  const kept = new Map<string, AccountServices>();
  const visitsOfNobody = { count: 0 };
  const ports = {
    accounts: { accounts: () => Promise.resolve([...accounts]), onDidChange: accountsChanged.event },
    onDidFindNobody: () => {
      visitsOfNobody.count += 1;
    },
    createServices: (accountId: string) => {
      if (outage.error !== undefined) return Promise.reject(outage.error);
      const services = kept.get(accountId) ?? createServices();
      kept.set(accountId, services);
      return Promise.resolve(services);
    },
    toUri: ({ repository, ref }: RepositoryLocation, path: string) =>
      vscode.Uri.from({
        scheme: 'maia-bitbucket',
        path: `/${repository.workspace}/${repository.slug}/${ref.kind === 'branch' ? ref.name : ref.hash}/${path}`,
      }),
    readWebUrl: () => 'https://bitbucket.example/',
    clock,
    log: silentLog,
  };
  return {
    ports,
    book,
    clock,
    lists,
    snapshots,
    state,
    branches,
    kept,
    accounts,
    accountsChanged,
    outage,
    visitsOfNobody,
  };
}

/** The view's rows over a fake Bitbucket. */
export function createViewHarness(accounts?: Account[]) {
  const world = createViewWorld(accounts);
  const { ports, clock, state } = world;
  const sources = {
    favourites: new Favourites(state),
    recent: new RecentRepositories(state),
    knowledge: new PipelineKnowledge(state),
    filter: new CatalogFilter(state),
  };
  const arrangement = new Arrangement(sources);
  const { toUri, ...treePorts } = ports;
  const tree = new RepositoriesTree({
    ...treePorts,
    arrangement,
    onDidSeeContent: (repository, content) => void sources.knowledge.record(repository.uuid, content),
    itemContext: {
      toUri,
      pipelineIcon: (kind) => ({
        light: vscode.Uri.file(`/media/${kind}-light.svg`),
        dark: vscode.Uri.file(`/media/${kind}-dark.svg`),
      }),
      language: 'en',
    },
  });

  /** What the screen shows below a row, folded open to a depth, each row indented. */
  const readRows = async (depth = 1, node?: TreeNode): Promise<string[]> => {
    if (depth === 0) return [];
    const rows: string[] = [];
    for (const child of await tree.getChildren(node)) {
      const { label, description } = tree.getTreeItem(child);
      const texts = [label, description].flatMap((text) => (typeof text === 'string' && text !== '' ? [text] : []));
      rows.push(texts.join(' | '));
      rows.push(...(await readRows(depth - 1, child)).map((row) => `  ${row}`));
    }
    return rows;
  };

  /** The first row whose label is this, wherever it is. */
  const findRow = async (label: string, node?: TreeNode): Promise<TreeNode | undefined> => {
    const children = await tree.getChildren(node);
    const found = children.find((child) => tree.getTreeItem(child).label === label);
    if (found !== undefined) return found;
    for (const child of children) {
      if (child.kind !== 'account' && child.kind !== 'workspace') continue;
      const below = await findRow(label, child);
      if (below !== undefined) return below;
    }
    return undefined;
  };

  /** Looks at the view for the first time and waits for everything to arrive. */
  const load = async (): Promise<void> => {
    await tree.getChildren();
    for (const account of await tree.getChildren()) {
      if (account.kind === 'account') await tree.getChildren(account);
    }
    await clock.runUntilSettled(Promise.all(tree.trees.map(({ services }) => services.catalog.load())));
  };

  return { ...world, ...sources, tree, arrangement, readRows, findRow, load };
}

/** A view with one repository, `acme/sales`, that has been loaded. */
export async function createLoaded(paths: readonly string[] = []) {
  const harness = createViewHarness();
  harness.lists.repositories.set('acme', [createRepository('acme', 'sales')]);
  harness.snapshots.contents.set('acme/sales', createContent(paths));
  await harness.load();
  const unfold = async () => {
    const node = await harness.findRow('sales');
    assert.ok(node?.kind === 'repository');
    await harness.tree.getChildren(node);
    await settleDown();
    return node;
  };
  return { ...harness, unfold };
}
