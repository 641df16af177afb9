import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createTemporaryFolder } from '../support/temporaryFolder';
import type { BigBitbucket } from './bigBitbucket';
import type { DataSourceTask, DataSourceTimes } from './dataSourceTask';
import { toMedian, type Figure } from './figure';

/** A window that was opened for it, and what the emulator saw of it. */
interface WindowRun extends DataSourceTimes {
  readonly requests: number;
  readonly connections: number;
}

/** What windows measured that were opened one after the other. */
export interface WindowRuns {
  readonly cold: readonly WindowRun[];
  /** With the cache the cold run before has left. */
  readonly cached: readonly WindowRun[];
}

/** Does a task that many times, and each time once more with the cache the first one has left. */
export async function measureWindowRuns(
  bitbucket: BigBitbucket,
  task: Pick<DataSourceTask, 'kind' | 'token'>,
  rounds: number,
): Promise<WindowRuns> {
  const cold: WindowRun[] = [];
  const cached: WindowRun[] = [];
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

async function runInWindow({ admin }: BigBitbucket, task: DataSourceTask): Promise<WindowRun> {
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

/** The median of that time; the reference is a lower bound. */
export function toTime(
  name: string,
  runs: readonly WindowRun[],
  key: 'firstMs' | 'completeMs',
  reference: number,
  limit: number | null,
): Figure {
  const value = Math.round(toMedian(runs.map((run) => run[key])) * 10) / 10;
  return { name, value, unit: 'ms', limit, reference };
}

/** The most of any run: one request too many is one too many. */
export function toCounts(
  name: string,
  runs: readonly WindowRun[],
  reference: number,
  limit: number | null,
): readonly Figure[] {
  const highest = (key: 'requests' | 'connections') => Math.max(...runs.map((run) => run[key]));
  return [
    { name: `${name}: requests`, value: highest('requests'), unit: 'requests', limit, reference },
    { name: `${name}: connections`, value: highest('connections'), unit: 'connections', limit: null, reference: null },
  ];
}

/** Throws where a run has not seen everything. */
export function expectRows(runs: readonly WindowRun[], expected: number): void {
  const wrong = runs.find(({ rows }) => rows !== expected);
  if (wrong !== undefined) throw new Error(`${wrong.rows} rows instead of ${expected}.`);
}
