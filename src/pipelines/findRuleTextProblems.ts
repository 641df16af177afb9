import type { Problem } from './problem';

/** Maia reads no more than this of all files in `.matillion/maia/rules` together. */
const limit = 12_000;

/** Whether a path is one of the texts that Maia’s assistant reads as rules. */
export function isRuleText(path: string): boolean {
  return /^\.matillion\/maia\/rules\/[^/]+\.md$/.test(path);
}

/** The problem of the file that goes beyond the limit, in the order of the paths, if there is one. */
export function findRuleTextProblem(
  texts: ReadonlyMap<string, string>,
): { path: string; problem: Problem } | undefined {
  const paths = [...texts.keys()].sort();
  const characters = paths.reduce((sum, path) => sum + (texts.get(path)?.length ?? 0), 0);
  let before = 0;
  for (const path of paths) {
    const { length } = texts.get(path) ?? '';
    if (before + length > limit) {
      const span = { start: limit - before, end: length };
      return {
        path,
        problem: { code: 'rules-text-too-long', severity: 'warning', facts: { characters, limit }, span },
      };
    }
    before += length;
  }
  return undefined;
}
