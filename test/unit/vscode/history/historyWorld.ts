import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import type { ChangedPath, Commit } from '../../../../src/bitbucket/model';
import type { CiState } from '../../../../src/repositories/ciState';
import { LastUsedBranches } from '../../../../src/repositories/lastUsedBranches';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import type { BranchContext } from '../../../../src/vscode/branches/branchContext';
import { SwitchNotes } from '../../../../src/vscode/branches/switchNotes';
import type { BranchReview, ReviewedFile } from '../../../../src/vscode/compare/review';
import { Reviews } from '../../../../src/vscode/compare/reviews';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { runCommand } from '../../../../src/vscode/files/runCommand';
import type { HistoryContext } from '../../../../src/vscode/history/historyContext';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import type { FakeEditor } from '../../../support/fakeEditor';
import { commitDate, FakeRemote, sales } from '../../../support/fakeRemote';
import { MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';
import { FakeHistory } from '../../repositories/history/fakeHistory';

export const onMain: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };
export const onFeature: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'feature/X' } };

/** A window over one repository, whose branches `main` and `feature/X` stand at two commits of one history. */
export function createHistoryWorld(editor: FakeEditor, { count = 3 } = {}) {
  const history = new FakeHistory(count);
  const [main = assert.fail(), feature = assert.fail()] = history.commits.slice(-2).reverse();
  const remote = new FakeRemote();
  remote.commit('main', main.hash, { 'a.sql': 'on main', 'only main.sql': '' });
  remote.commit('feature/X', feature.hash, { 'a.sql': 'on feature' });
  const created: string[] = [];
  const taken = new Set<string>(['main', 'feature/X']);
  const refusal: { error?: Error } = {};
  const ci = new Map<string, CiState>();
  const ciLooks: string[] = [];
  /** The reviews that were listed. */
  const begun: BranchReview[] = [];
  const state = new MemoryState();
  const api = {
    ...remote.api,
    ...history.api,
    listBranches: async function* () {
      await settleDown();
      const values = [...remote.branches].map(([name, commit]) => ({ name, commit, date: commitDate }));
      yield { values, size: values.length };
    },
    createBranch: (_repository: unknown, name: string, commit: string) => {
      if (refusal.error !== undefined) return Promise.reject(refusal.error);
      created.push(`${name} at ${commit}`);
      remote.branches.set(name, commit);
      return Promise.resolve({ name, commit, date: commitDate });
    },
    findTip: (_repository: unknown, name: string): Promise<Commit | undefined> =>
      Promise.resolve(taken.has(name) ? main : undefined),
  };
  const services = createTestServices(api, history.cache, state);
  const clock = new FakeClock();
  const access = new RepositoryAccess({
    accounts: {
      accounts: () => Promise.resolve([{ id: services.accountId, label: 'Anna' }]),
      onDidChange: new Emitter<undefined>().event,
    },
    services: () => Promise.resolve(services),
    loadDrafts: () => assert.fail('There is one account.'),
    state,
    ask: () => assert.fail('There is one account.'),
  });
  const context: HistoryContext & BranchContext = {
    access,
    lastUsedBranches: new LastUsedBranches(state),
    recent: new RecentRepositories(state),
    readCatalogs: () => assert.fail('No list of repositories is needed.'),
    clock,
    webUrl: () => 'https://bitbucket.example',
    log: silentLog,
    notes: new SwitchNotes(state),
    loadReviews: () => Promise.resolve(new Reviews()),
    beginReview: (review) => Promise.resolve(void begun.push(review)),
    ciStatesOf: () =>
      Promise.resolve({
        fetchCiState: (_repository: unknown, { hash }: { readonly hash: string }) => {
          ciLooks.push(hash);
          return Promise.resolve(ci.get(hash));
        },
      }),
  };
  const draft = async (branch: string, path: string, text: string) => {
    const tree = services.workingTree(sales, branch);
    await tree.write(path, new TextEncoder().encode(text), { create: true, overwrite: true });
  };
  /** Runs a command as the palette does: what fails is shown. */
  const run = async (command: (given: typeof context, argument: unknown) => Promise<void>, argument?: unknown) => {
    await runCommand(context, () => command(context, argument));
  };
  /** Lets time pass until it is done. */
  const finish = (work: Promise<void>) => clock.runUntilSettled(work);
  const window = createWindow(editor);
  return {
    history,
    remote,
    created,
    refusal,
    ci,
    ciLooks,
    begun,
    state,
    services,
    context,
    clock,
    draft,
    run,
    finish,
    window,
  };
}

/** For the surrounding `describe`: nobody finds an editor that an earlier test left active. */
export function leaveNoEditor(): void {
  afterEach(() => {
    Object.assign(vscode.window, { activeTextEditor: undefined });
  });
}

/** What of the window these rooms look at besides. */
function createWindow(editor: FakeEditor) {
  const onDidChangeActive = new Emitter<unknown>();
  const onDidChangeFolders = new Emitter<unknown>();
  const replaced: unknown[] = [];
  const statusBar: Partial<vscode.StatusBarItem> & { isShown: boolean } = { isShown: false };
  Object.assign(vscode.window, {
    onDidChangeActiveTextEditor: onDidChangeActive.event,
    createStatusBarItem: () =>
      Object.assign(statusBar, {
        show: () => (statusBar.isShown = true),
        hide: () => (statusBar.isShown = false),
        dispose: () => undefined,
      }),
  });
  Object.assign(vscode.window.tabGroups, { activeTabGroup: { activeTab: undefined } });
  Object.assign(vscode.workspace, {
    textDocuments: [],
    onDidChangeWorkspaceFolders: onDidChangeFolders.event,
    updateWorkspaceFolders: (...given: unknown[]) => replaced.push(given),
  });
  const activate = (location: RepositoryLocation | undefined, path = '') => {
    const uri = location && toUri(location, path);
    Object.assign(vscode.window, { activeTextEditor: uri && { document: { uri } } });
    onDidChangeActive.fire(undefined);
  };
  activate(undefined);
  const openFolders = (...locations: readonly RepositoryLocation[]) => {
    editor.folders = locations.map((location) => toUri(location, ''));
    onDidChangeFolders.fire(undefined);
  };
  return { activate, openFolders, replaced, statusBar };
}

/** The last multi-file diff that was opened: its title, and each file's two sides. */
export function readOpenedChanges(editor: FakeEditor) {
  const [, title, resources] = editor.executed.findLast(([id]) => id === 'vscode.changes') ?? assert.fail('no editor');
  const sides = (resources as readonly (readonly (vscode.Uri | undefined)[])[]).map(([, original, modified]) =>
    toSides({ original, modified }),
  );
  return { title, sides };
}

/** The two sides of a file, each as the number of its commit and its path. */
export function toSides({ original, modified }: Pick<ReviewedFile, 'original' | 'modified'>): string {
  return [original, modified].map((uri) => (uri === undefined ? '–' : toSide(uri))).join(' → ');
}

function toSide(uri: vscode.Uri): string {
  const [, hash = '', path = ''] = /commit 0*([0-9a-f]+)\/(.*)$/.exec(uri.path) ?? [];
  return `${hash}:${path}`;
}

export function added(path: string): ChangedPath {
  return { kind: 'added', path, oldPath: path };
}
