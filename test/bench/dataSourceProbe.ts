// Does the task it is sent by the process that has forked it, and sends back the times.
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Repository } from '../../src/bitbucket/model';
import { systemClock as clock } from '../../src/node/systemClock';
import { UnfoldedRepositories } from '../../src/repositories/unfoldedRepositories';
import { silentLog as log } from '../support/silentLog';
import { openAccount } from './accountInProcess';
import type { DataSourceTask, DataSourceTimes } from './dataSourceTask';

type Services = ReturnType<typeof openAccount>['services'];

const [task] = (await once(process, 'message')) as [DataSourceTask];
const { services, close } = openAccount(task);
process.send?.(await { list, unfold, folder }[task.kind](services));
close();
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

/** Every folder is listed as soon as it is seen, everything in it is looked at, and then one file is opened. */
async function folder({ workingTree }: Services): Promise<DataSourceTimes> {
  const tree = workingTree(firstRepository(), 'main');
  let firstMs: number | undefined;
  const files: string[] = [];
  const startedMs = performance.now();
  const expand = async (directory: string): Promise<void> => {
    const entries = await tree.list(directory);
    firstMs ??= performance.now() - startedMs;
    await Promise.all(
      entries.map(async ({ name, kind }) => {
        const path = directory === '' ? name : `${directory}/${name}`;
        await tree.stat(path);
        if (kind === 'directory') await expand(path);
        else files.push(path);
      }),
    );
  };
  await tree.stat('');
  await expand('');
  const last = files.sort().at(-1);
  if (firstMs === undefined || last === undefined) throw new Error('The folder could not be read.');
  await tree.read(last);
  return { firstMs, completeMs: performance.now() - startedMs, rows: files.length };
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
