import { Session, type Profiler } from 'node:inspector/promises';

/** Names by what must be in the address of a script. */
export type ScriptOwners<O extends string> = Readonly<Record<O, string>>;

const samplingMicroseconds = 500;
/** What the engine does on its own behalf in the middle of a task. */
const engineFrames = new Set(['(garbage collector)', '(program)']);

/**
 * Watches this thread while `work` goes on, and finds the longest time, in milliseconds, for which scripts of each owner
 * were at work without a break: their own functions and all that these called.
 */
export async function findLongestTasks<O extends string>(
  owners: ScriptOwners<O>,
  work: () => Promise<void>,
): Promise<Readonly<Record<O, number>>> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: samplingMicroseconds });
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    const names = Object.keys(owners) as O[];
    return Object.fromEntries(names.map((name) => [name, findLongestMs(profile, owners[name])])) as Record<O, number>;
  } finally {
    session.disconnect();
  }
}

function findLongestMs(profile: Profiler.Profile, address: string): number {
  const owned = findOwnedNodes(profile.nodes, address);
  const engine = new Set(
    profile.nodes.filter(({ callFrame }) => engineFrames.has(callFrame.functionName)).map(({ id }) => id),
  );
  const samples = profile.samples ?? [];
  const gaps = profile.timeDeltas ?? [];
  let [longest, current, pending] = [0, 0, 0];
  samples.forEach((sample, index) => {
    // The time until the next sample belongs to this one.
    const time = gaps[index + 1] ?? 0;
    if (owned.has(sample)) {
      current += pending + time;
      pending = 0;
    } else if (engine.has(sample) && current > 0) {
      pending += time;
    } else {
      [current, pending] = [0, 0];
    }
    longest = Math.max(longest, current);
  });
  return longest / 1000;
}

/** Every place in the tree of calls that is in such a script, or below one. */
function findOwnedNodes(nodes: readonly Profiler.ProfileNode[], address: string): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owned = new Set<number>();
  const add = (id: number): void => {
    if (owned.has(id)) return;
    owned.add(id);
    for (const child of byId.get(id)?.children ?? []) add(child);
  };
  for (const { id, callFrame } of nodes) if (callFrame.url.includes(address)) add(id);
  return owned;
}
