import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { LastUsedBranches } from '../../../../src/repositories/lastUsedBranches';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { RecentRepositories } from '../../../../src/repositories/recentRepositories';
import type { FileCommandContext } from '../../../../src/vscode/files/fileCommandContext';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { runCommand } from '../../../../src/vscode/files/runCommand';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { createPipelineText } from '../../../support/pipelineText';
import { silentLog } from '../../../support/silentLog';

export const onMain: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };
const refersTo = (path: string) =>
  createPipelineText({
    kind: 'orchestration',
    components: [{ name: 'Run', type: 'run-orchestration', parameters: { orchestrationJob: path } }],
  });

const files = {
  'README.md': 'Sales',
  'Main.orch.yaml': refersTo('ingest/Load'),
  'Stale.orch.yaml': refersTo('old/Load'),
  'ingest/Load.orch.yaml': 'load',
  'ingest/Sum.tran.yaml': 'sum',
};

/** The commands on pipelines as files, over one account and one repository. */
export function createPipelineFiles() {
  const remote = new FakeRemote().commit('main', hashOf('a'), files);
  const state = new MemoryState();
  const services = createTestServices(remote.api, new MemoryCache(), state);
  const tree = services.workingTree(sales, 'main');
  const context: FileCommandContext = {
    access: new RepositoryAccess({
      accounts: {
        accounts: () => Promise.resolve([{ id: '1', label: 'Anna' }]),
        onDidChange: new Emitter<undefined>().event,
      },
      services: () => Promise.resolve(services),
      loadDrafts: () => Promise.resolve({ listScopes: () => Promise.resolve([]) }),
      state,
      ask: () => assert.fail('There is one account.'),
    }),
    lastUsedBranches: new LastUsedBranches(state),
    recent: new RecentRepositories(state),
    readCatalogs: () => assert.fail('No list of repositories is needed.'),
    clock: new FakeClock(),
    webUrl: () => 'https://bitbucket.example',
    log: silentLog,
  };
  /** Calls a command on a row of the tree; `''` is the repository's. */
  const runOn = (path: string, command: (context: FileCommandContext, argument: unknown) => Promise<void>) => {
    const row = { location: onMain, accountId: '1', ...(path === '' ? {} : { path }) };
    return runCommand(context, () => command(context, row));
  };
  const readText = async (path: string) => new TextDecoder().decode(await tree.read(path));
  /** `added x`, `deleted y`, `moved y → x`: what drafts say. */
  const readDrafts = async () =>
    (await tree.drafts.all()).map(({ path, change, renamedFrom }) =>
      renamedFrom === undefined ? `${change.kind} ${path}` : `${renamedFrom} → ${path}`,
    );
  return { remote, services, tree, context, runOn, readText, readDrafts };
}
