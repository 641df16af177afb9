import { parseLine } from './parseLine';

/** The how-manieth item of its own list the item at an offset is; `undefined` for what is no item. */
export function findColumnInRow(text: string, offset: number): number | undefined {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  const dashes = dashesAt(text, start);
  const own = dashes.at(-1);
  if (own === undefined) return undefined;
  let count = 0;
  let isFirst = dashes.length > 1;
  while (!isFirst && start > 0) {
    start = text.lastIndexOf('\n', start - 2) + 1;
    const above = dashesAt(text, start);
    const last = above.at(-1);
    if (last === undefined) {
      if (/^ *[^\s#]/.test(text.slice(start, start + own + 1))) break;
    } else if (last === own) {
      count++;
      isFirst = above.length > 1;
    } else if (last < own) break;
  }
  return count;
}

function dashesAt(text: string, start: number): readonly number[] {
  const newline = text.indexOf('\n', start);
  return parseLine(text, start, newline === -1 ? text.length : newline).dashes;
}
