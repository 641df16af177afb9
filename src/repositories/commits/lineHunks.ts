import { diffArrays, type ArrayChange } from 'diff';
import { countInTurns, eachInTurns } from './turns';

/** Lines `start` to `end` (not included) of the older text became `lines`. */
export interface LineHunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Few enough lines to be lined up within a few milliseconds; with more, others have their turns in between. */
const fewLines = 1_000;
const longestEditAtOnce = 50;
/** Lines added and removed together: beyond it two texts are different texts, and the search would need minutes. */
const longestEdit = 2_000;
const mostLines = 200_000;

/** Each with its line break, the last one perhaps without. */
export async function toLines(text: string): Promise<readonly string[]> {
  const lines: string[] = [];
  let start = 0;
  await countInTurns(Infinity, () => {
    if (start >= text.length) return false;
    const end = text.indexOf('\n', start) + 1 || text.length;
    lines.push(text.slice(start, end));
    start = end;
    return true;
  });
  return lines;
}

/** In order, not touching each other; `undefined` when the two differ too much to be lined up in reasonable time. */
export async function findHunks(
  older: readonly string[],
  newer: readonly string[],
): Promise<readonly LineHunk[] | undefined> {
  if (older.length + newer.length > mostLines) return undefined;
  const head = await countCommonHead(older, newer);
  const tail = await countCommonTail(older, newer, head);
  const [olderEnd, newerEnd] = [older.length - tail, newer.length - tail];
  if (head === olderEnd && head === newerEnd) return [];
  const whole = { start: head, end: olderEnd, lines: newer.slice(head, newerEnd) };
  if (head === olderEnd || head === newerEnd) return [whole];
  // Numbers compare faster than lines that begin alike.
  const numbers = new Map<string, number>();
  const toNumbers = async (lines: readonly string[]): Promise<number[]> => {
    const found: number[] = [];
    await eachInTurns(lines, (line) => {
      const known = numbers.get(line) ?? numbers.size;
      numbers.set(line, known);
      found.push(known);
    });
    return found;
  };
  const changes = await diffNumbers(await toNumbers(older.slice(head, olderEnd)), await toNumbers(whole.lines));
  return changes && toHunks(changes, newer, head);
}

export function countCommonHead(a: readonly string[], b: readonly string[]): Promise<number> {
  return countInTurns(Math.min(a.length, b.length), (step) => a[step] === b[step]);
}

/** Leaves the first `head` lines of both alone. */
export function countCommonTail(a: readonly string[], b: readonly string[], head: number): Promise<number> {
  return countInTurns(Math.min(a.length, b.length) - head, (step) => a.at(-1 - step) === b.at(-1 - step));
}

type Changes = readonly ArrayChange<number>[];

async function diffNumbers(older: number[], newer: number[]): Promise<Changes | undefined> {
  if (older.length + newer.length <= fewLines) {
    const atOnce = diffArrays(older, newer, { maxEditLength: longestEditAtOnce });
    if (atOnce !== undefined) return atOnce;
  }
  return new Promise((resolve) => {
    diffArrays(older, newer, { maxEditLength: longestEdit, callback: resolve });
  });
}

function toHunks(changes: Changes, newer: readonly string[], head: number): readonly LineHunk[] {
  const hunks: LineHunk[] = [];
  let [olderAt, newerAt] = [head, head];
  let open: { start: number; newerStart: number } | undefined;
  const close = (): void => {
    if (open) hunks.push({ start: open.start, end: olderAt, lines: newer.slice(open.newerStart, newerAt) });
    open = undefined;
  };
  for (const { added, removed, count } of changes) {
    if (added || removed) open ??= { start: olderAt, newerStart: newerAt };
    else close();
    if (!added) olderAt += count;
    if (!removed) newerAt += count;
  }
  close();
  return hunks;
}
