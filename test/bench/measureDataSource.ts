import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { size, startBigBitbucket, type BigBitbucket } from './bigBitbucket';
import type { DataSourceTask, DataSourceTimes } from './dataSourceTask';
import { toMedian, type Figure } from './figure';

/** A window that was opened for it, and what the emulator saw of it. */
interface Run extends DataSourceTimes {
  readonly requests: number;
  readonly connections: number;
}

interface Runs {
  readonly cold: readonly Run[];
  /** With the cache the cold run before has left. */
  readonly cached: readonly Run[];
}

const latencyMs = 100;
const pageLength = 100;
const pagesPerWorkspace = size.repositoriesPerWorkspace / pageLength;
const pagesOfPipelines = size.pipelinesPerRepository / pageLength;

/** Time and requests until lists are there, at a Bitbucket that takes 100 ms for every answer. */
export async function measureDataSource(rounds: number): Promise<readonly Figure[]> {
  const bitbucket = await startBigBitbucket('http://127.0.0.1/');
  try {
    const { access_token: token } = await bitbucket.admin.mintTokens('anna', ['account', 'repository:write']);
    await bitbucket.admin.prepareRepository({ workspace: 'team-01', slug: 'project-0001' });
    const measure = async (kind: DataSourceTask['kind']) => {
      await bitbucket.admin.configure({ latencyMs: 0 });
      // Whoever comes first waits for answers to be made; that is the emulator's time.
      await measureRuns(bitbucket, { kind, token }, 1);
      await bitbucket.admin.configure({ latencyMs });
      return measureRuns(bitbucket, { kind, token }, rounds);
    };
    return [...toListFigures(await measure('list')), ...toUnfoldFigures(await measure('unfold'))];
  } finally {
    await bitbucket.stop();
  }
}

async function measureRuns(
  bitbucket: BigBitbucket,
  task: Pick<DataSourceTask, 'kind' | 'token'>,
  rounds: number,
): Promise<Runs> {
  const cold: Run[] = [];
  const cached: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = createTemporaryFolder('cache');
    try {
      const whole = { ...task, apiUrl: bitbucket.addresses.apiUrl, storageFolder: join(folder.path, 'storage') };
      cold.push(await runInWindow(bitbucket, whole));
      cached.push(await runInWindow(bitbucket, whole));
    } finally {
      folder.remove();
    }
  }
  return { cold, cached };
}

async function runInWindow({ admin }: BigBitbucket, task: DataSourceTask): Promise<Run> {
  await admin.resetRequests();
  const child = fork(resolve('out/test/bench/dataSourceProbe.js'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(() => undefined);
  child.send(task);
  const answer = (await Promise.race([once(child, 'message'), ended])) as [DataSourceTimes] | undefined;
  await ended;
  if (answer === undefined) throw new Error(`It could not be measured how long it takes to ${task.kind}.`);
  const { requests, connections } = await admin.readRequests();
  const failed = requests.filter(({ status }) => status !== 200);
  if (failed.length > 0) throw new Error(`${failed.length} requests failed, the first with ${failed[0]?.status ?? 0}.`);
  // Who is signed in is asked before the work begins, if at all.
  return { ...answer[0], requests: requests.filter(({ path }) => path !== '/2.0/user').length, connections };
}

function toListFigures({ cold, cached }: Runs): readonly Figure[] {
  expectRows([...cold, ...cached], size.workspaces * size.repositoriesPerWorkspace);
  const lowest = (1 + pagesPerWorkspace) * latencyMs;
  const pages = 1 + size.workspaces * pagesPerWorkspace;
  return [
    toTime('list, nothing cached: first row', cold, 'firstMs', 2 * latencyMs, 2.5 * latencyMs),
    toTime('list, nothing cached: complete', cold, 'completeMs', lowest, lowest + 400),
    ...toCounts('list, nothing cached', cold, pages, pages + size.workspaces),
    toTime('list, cached: first row', cached, 'firstMs', 0, null),
    toTime('list, cached: complete and confirmed', cached, 'completeMs', 2 * latencyMs, null),
    ...toCounts('list, cached', cached, 1 + size.workspaces, null),
  ];
}

function toUnfoldFigures({ cold, cached }: Runs): readonly Figure[] {
  expectRows([...cold, ...cached], size.pipelinesPerRepository);
  // The branch, the pages of its pipelines, and the CI results, for which the pipelines do not wait.
  const lowest = (1 + pagesOfPipelines) * latencyMs;
  return [
    toTime('unfold, nothing cached: pipelines', cold, 'completeMs', lowest, null),
    ...toCounts('unfold, nothing cached', cold, 1 + pagesOfPipelines + 1, null),
    toTime('unfold, cached: pipelines', cached, 'firstMs', 0, null),
    toTime('unfold, cached: confirmed', cached, 'completeMs', latencyMs, null),
    ...toCounts('unfold, cached', cached, 1, 1),
  ];
}

function toTime(
  name: string,
  runs: readonly Run[],
  key: 'firstMs' | 'completeMs',
  reference: number,
  limit: number | null,
): Figure {
  const value = Math.round(toMedian(runs.map((run) => run[key])) * 10) / 10;
  return { name, value, unit: 'ms', limit, reference };
}

/** The most of any run: one request too many is one too many. */
function toCounts(name: string, runs: readonly Run[], reference: number, limit: number | null): readonly Figure[] {
  const highest = (key: 'requests' | 'connections') => Math.max(...runs.map((run) => run[key]));
  return [
    { name: `${name}: requests`, value: highest('requests'), unit: 'requests', limit, reference },
    { name: `${name}: connections`, value: highest('connections'), unit: 'connections', limit: null, reference: null },
  ];
}

function expectRows(runs: readonly Run[], expected: number): void {
  const wrong = runs.find(({ rows }) => rows !== expected);
  if (wrong !== undefined) throw new Error(`${wrong.rows} rows instead of ${expected}.`);
}
