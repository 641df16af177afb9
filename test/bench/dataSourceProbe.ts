// Does the task it is sent by the process that has forked it, and sends back the times.
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Repository } from '../../src/bitbucket/model';
import { createNodeFetch } from '../../src/node/nodeFetch';
import { systemClock as clock } from '../../src/node/systemClock';
import { UnfoldedRepositories } from '../../src/repositories/unfoldedRepositories';
import { createAccountServices } from '../../src/vscode/accounts/createAccountServices';
import { MemoryState } from '../support/memoryStores';
import { silentLog as log } from '../support/silentLog';
import type { DataSourceTask, DataSourceTimes } from './dataSourceTask';

type Services = ReturnType<typeof createAccountServices>;

const [task] = (await once(process, 'message')) as [DataSourceTask];
const connections = createNodeFetch();
const tokens = {
  getAccessToken: () => Promise.resolve(task.token),
  renewAccessToken: () => Promise.reject(new Error('The token was refused.')),
};
const services = createAccountServices(
  { accountId: 'anna', apiUrl: task.apiUrl, tokens },
  { fetch: connections.fetch, state: new MemoryState(), clock, log, storageFolder: task.storageFolder },
);
process.send?.(await (task.kind === 'list' ? list(services) : unfold(services)));
connections.dispose();
process.disconnect();

async function list({ catalog }: Services): Promise<DataSourceTimes> {
  let firstMs: number | undefined;
  let completeMs = 0;
  const startedMs = performance.now();
  catalog.onDidChange((changed) => {
    const nowMs = performance.now() - startedMs;
    if (changed !== undefined && changed.repositories.length > 0) firstMs ??= nowMs;
    if (changed?.isLoading === false) completeMs = nowMs;
  });
  await catalog.load();
  const { listings, failure } = catalog;
  if (firstMs === undefined || failure !== undefined || listings.some((listing) => listing.failure !== undefined)) {
    throw new Error('The list could not be read.');
  }
  return { firstMs, completeMs, rows: listings.reduce((sum, { repositories }) => sum + repositories.length, 0) };
}

/** Somebody who unfolds a repository has seen the list before: the connection is there. */
async function unfold({ api, snapshots, ciStates }: Services): Promise<DataSourceTimes> {
  await api.fetchUser();
  const unfolded = new UnfoldedRepositories({ snapshots, ciStates, clock, log });
  let firstMs: number | undefined;
  let completeMs = 0;
  let rows = 0;
  const startedMs = performance.now();
  unfolded.onDidChange(({ uuid }) => {
    const { content, isLoading } = unfolded.find(uuid) ?? {};
    if (content?.kind !== 'snapshot') return;
    firstMs ??= performance.now() - startedMs;
    if (isLoading === false && completeMs === 0) completeMs = performance.now() - startedMs;
    rows = content.snapshot.pipelines.length;
  });
  await unfolded.unfold(firstRepository());
  if (firstMs === undefined || completeMs === 0) throw new Error('The pipelines could not be read.');
  return { firstMs, completeMs, rows };
}

function firstRepository(): Repository {
  return {
    uuid: '{project}',
    workspace: 'team-01',
    slug: 'project-0001',
    name: 'Project 0001',
    workspaceName: 'Team 01',
    description: '',
    isPrivate: true,
    updatedOn: '',
    mainBranch: 'main',
  };
}
