import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { LastUsedBranches } from '../../../../src/repositories/lastUsedBranches';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import type { Account } from '../../../../src/repositories/repositoryAccounts';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import { pickAccount } from '../../../../src/vscode/files/chooseAccount';
import type { FileCommandContext } from '../../../../src/vscode/files/fileCommandContext';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { runCommand } from '../../../../src/vscode/files/runCommand';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

export const anna: Account = { id: '1', label: 'Anna' };
export const ben: Account = { id: '2', label: 'Ben' };
export const site = 'https://bitbucket.example';
const files = { 'README.md': 'Sales', 'in/Load.orch.yaml': 'load', 'Sum.tran.yaml': 'sum' };
export const feature: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'feature/X' } };

/** What the commands on files work with, over a Bitbucket of its own for each account. */
export function createCommandHarness({ accounts = [anna] }: { readonly accounts?: readonly Account[] } = {}) {
  const remotes = new Map(
    accounts.map(({ id }) => [
      id,
      new FakeRemote().commit('main', hashOf('a'), files).commit('feature/X', hashOf('b'), files),
    ]),
  );
  const state = new MemoryState();
  const services = new Map(
    [...remotes].map(([id, { api }]) => [id, createTestServices(api, new MemoryCache(), state, { accountId: id })]),
  );
  const log: string[] = [];
  const access = new RepositoryAccess({
    accounts: { accounts: () => Promise.resolve(accounts), onDidChange: new Emitter<undefined>().event },
    services: (id) => Promise.resolve(services.get(id) ?? assert.fail(id)),
    loadDrafts: () => Promise.resolve({ listScopes: () => Promise.resolve([]) }),
    state,
    ask: (repository, candidates, signal) => pickAccount(repository, candidates, { signal }),
  });
  const context: FileCommandContext = {
    access,
    lastUsedBranches: new LastUsedBranches(state),
    recent: new RecentRepositories(state),
    readCatalogs: () => assert.fail('No list of repositories is needed.'),
    clock: new FakeClock(),
    webUrl: () => site,
    log: { ...silentLog, warn: (message) => log.push(message) },
  };
  const remoteOf = ({ id }: Account) => remotes.get(id) ?? assert.fail(id);
  const servicesOf = ({ id }: Account) => services.get(id) ?? assert.fail(id);
  /** Runs a command as the palette does: what fails is shown. */
  const run = (command: (context: FileCommandContext, argument: unknown) => Promise<void>, argument?: unknown) =>
    runCommand(context, () => command(context, argument));
  return { context, access, state, log, remoteOf, servicesOf, run };
}
