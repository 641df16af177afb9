import type { Problem, ProblemCode, TextEdit } from './problem';

/** Problems whose fix is no guess and takes nothing away: they may be mended without anybody looking at each. */
export const sureFixes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'component-name-differs',
  'component-without-design',
  'type-against-file',
  'child-pipeline-relative',
  'script-relative',
]);

const mostRounds = 100;

/**
 * Mends every problem of some kinds that can be mended, and gives the text. Fixes that touch each other, or stand at the
 * same place, are made one after the other, each by what the check finds then.
 */
export function applyFixes(
  text: string,
  codes: ReadonlySet<ProblemCode>,
  find: (text: string) => readonly Problem[],
): string {
  let current = text;
  for (let round = 0; round < mostRounds; round++) {
    const edits = pickApart(find(current).flatMap((it) => (codes.has(it.code) && it.fix ? [it.fix] : [])));
    if (edits.length === 0) return current;
    const next = applyEdits(current, edits);
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** Puts edits that do not touch each other into a text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** The one edit that makes the new text of the old one; `undefined` where they are the same. */
export function findDifference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { span: { start, end: before.length - same }, newText: after.slice(start, after.length - same) };
}

/** The first of those that touch. */
function pickApart(fixes: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const picked: TextEdit[] = [];
  for (const fix of fixes) {
    const isFree = fix.every(({ span }) =>
      picked.every((other) => span.end < other.span.start || span.start > other.span.end),
    );
    if (isFree) picked.push(...fix);
  }
  return picked;
}
