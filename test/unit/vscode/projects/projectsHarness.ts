import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import type { MaiaProjects } from '../../../../src/projects/maiaProjects';
import type { KnownProject } from '../../../../src/projects/projectBook';
import type { BitbucketApi } from '../../../../src/bitbucket/bitbucketApi';
import { LastUsedBranches } from '../../../../src/repositories/lastUsedBranches';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import type { Account } from '../../../../src/repositories/repositoryAccounts';
import type { FileCommandContext } from '../../../../src/vscode/files/fileCommandContext';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { runCommand } from '../../../../src/vscode/files/runCommand';
import { toUri } from '../../../../src/vscode/files/locationUri';
import type { ProjectsContext } from '../../../../src/vscode/projects/projectsContext';
import { ProjectsRoom } from '../../../../src/vscode/projects/projectsRoom';
import type { ProjectsRow } from '../../../../src/vscode/projects/projectNode';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

export const fileName = '.maia-bitbucket.yaml';
export const fileText = '# ours\nversion: "1.0"\nname: "Sales analytics" # shown\ndataPlatform: "snowflake"\n';
export const files = { 'README.md': 'Sales', 'Main.orch.yaml': 'main', 'ingest/Load.orch.yaml': 'load' };
export const project: KnownProject = {
  repository: sales,
  branch: 'main',
  name: 'Sales',
  accountId: '1',
  openedMs: 0,
};

/** The Projects view and its commands over one account and one repository, `acme/sales-analytics`. */
export function createProjects(
  given: Readonly<Record<string, string>> = files,
  overrides: { readonly readCatalogs?: FileCommandContext['readCatalogs']; readonly maia?: MaiaProjects } = {},
) {
  const remote = new FakeRemote().commit('main', hashOf('a'), given);
  const permission: { value: Awaited<ReturnType<BitbucketApi['findPermission']>> } = { value: 'write' };
  const api: BitbucketApi = {
    ...remote.api,
    findPermission: () => {
      remote.requests.push('permission');
      return Promise.resolve(permission.value);
    },
  };
  const state = new MemoryState();
  const clock = new FakeClock();
  const services = createTestServices(api, new MemoryCache(), state, { clock });
  const accounts: Account[] = [{ id: '1', label: 'Anna' }];
  const accountsChanged = new Emitter<undefined>();
  const source = { accounts: () => Promise.resolve([...accounts]), onDidChange: accountsChanged.event };
  const favourites = new Set<string>();
  const room = new ProjectsRoom({
    access: new RepositoryAccess({
      accounts: source,
      services: () => Promise.resolve(services),
      loadDrafts: () => Promise.resolve({ listScopes: () => Promise.resolve([]) }),
      state,
      ask: () => assert.fail('There is one account.'),
    }),
    accounts: source,
    favourites: { read: () => favourites },
    lastUsedBranches: new LastUsedBranches(state),
    recent: new RecentRepositories(state),
    readCatalogs: () => assert.fail('No list of repositories is needed.'),
    clock,
    webUrl: () => 'https://bitbucket.example',
    log: silentLog,
    state,
    itemContext: {
      toUri: (location: RepositoryLocation, path: string) => toUri(location, path),
      pipelineIcon: (kind) => ({ light: vscode.Uri.file(`/${kind}`), dark: vscode.Uri.file(`/${kind}`) }),
      language: 'en',
    },
    ...overrides,
  });
  const { context, tree } = room;

  /** What the screen shows, folded open to a depth, each row indented. */
  const readRows = async (depth = 1, row?: ProjectsRow): Promise<string[]> => {
    if (depth === 0) return [];
    const rows: string[] = [];
    for (const child of await tree.getChildren(row)) {
      const { label, description } = tree.getTreeItem(child);
      const texts = [label, description].flatMap((text) => (typeof text === 'string' && text !== '' ? [text] : []));
      rows.push(texts.join(' | '), ...(await readRows(depth - 1, child)).map((below) => `  ${below}`));
    }
    return rows;
  };
  const findNode = () => tree.find(project) ?? assert.fail('The project is known.');
  const unfold = () => room.looks.look(project);
  /** Calls a command on the project's row. */
  const run = (command: (context: ProjectsContext, argument: unknown) => Promise<void>) =>
    runCommand(context, () => command(context, findNode()));
  const workingTree = services.workingTree(sales, 'main');
  const readFile = async () => new TextDecoder().decode(await workingTree.read(fileName));
  return {
    ...{ room, context, tree, remote, permission, services, accounts, accountsChanged, favourites, state, clock },
    ...{ readRows, findNode, unfold, run, workingTree, readFile },
  };
}
