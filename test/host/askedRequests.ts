import { setTimeout } from 'node:timers/promises';
import type { EmulatorAdmin } from '../emulator/adminClient';
import { waitUntil } from '../support/waitUntil';

const calmMs = 1000;

/** Begins to count requests anew once nothing is asked any more that the tests before have set going. */
export async function resetWhenCalm(admin: EmulatorAdmin): Promise<void> {
  let before: number | undefined;
  await waitUntil(async () => {
    const { total } = await admin.readRequests();
    if (total === before) return true;
    before = total;
    await setTimeout(calmMs);
    return false;
  });
  await admin.resetRequests();
}

/** The paths asked for, without what views look up by themselves: a branch's tip, its checks, a file's history. */
export async function readAsked(admin: EmulatorAdmin): Promise<readonly string[]> {
  const { requests } = await admin.readRequests();
  return requests.map(({ path }) => path).filter((path) => !/\/(refs\/branches$|statuses$|filehistory\/)/.test(path));
}
