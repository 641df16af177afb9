/** How many lines are worked through in one go: a few milliseconds, also the first time, when the engine is still slow. */
const linesAtOnce = 2_000;

/** Lets whoever types meanwhile have their turn. */
export async function letOthersWork(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

/** Does something with each of many lines, with turns for others in between; none where there are few. */
export async function eachInTurns<T>(lines: readonly T[], work: (line: T, index: number) => void): Promise<void> {
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    if (start > 0) await letOthersWork();
    const end = Math.min(start + linesAtOnce, lines.length);
    for (let index = start; index < end; index++) work(lines[index] as T, index);
  }
}

/** Counts the steps from 0 for which something holds, at most so many, with turns for others in between. */
export async function countInTurns(most: number, holds: (step: number) => boolean): Promise<number> {
  let count = 0;
  while (count < most && holds(count)) {
    count++;
    if (count % linesAtOnce === 0) await letOthersWork();
  }
  return count;
}
