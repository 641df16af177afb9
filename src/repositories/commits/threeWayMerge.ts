import { countCommonHead, countCommonTail, findHunks, toLines, type LineHunk } from './lineHunks';
import { letOthersWork } from './turns';

/** A run of lines, each with its line break: both sides agree on it, or they do not. */
export type MergeRegion =
  | { readonly kind: 'agreed'; readonly lines: readonly string[] }
  | { readonly kind: 'conflict'; readonly mine: readonly string[]; readonly theirs: readonly string[] };

/** Decoded without anybody's noticing. */
const bytesAtOnce = 64 * 1024;

/** What started from the same file; bytes as they are in Git. */
export interface MergeSides {
  /** `undefined` where there was no file: then nothing tells who added what. */
  readonly base: Uint8Array | undefined;
  readonly mine: Uint8Array;
  readonly theirs: Uint8Array;
}

/** The text of UTF-8 without NUL bytes, its byte order mark kept; `undefined` for anything else. */
export function readText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Merges line by line; changes to neighbouring lines count as changes of the same place, as in Git. Texts that differ
 * too much to be lined up are one conflict. `undefined` when a side is no text.
 */
export async function mergeByLines({ base, mine, theirs }: MergeSides): Promise<readonly MergeRegion[] | undefined> {
  const baseLines = await readLines(base ?? new Uint8Array());
  const mineLines = baseLines && (await readLines(mine));
  const theirLines = mineLines && (await readLines(theirs));
  if (baseLines === undefined || mineLines === undefined || theirLines === undefined) return undefined;
  const mineHunks = base && (await findHunks(baseLines, mineLines));
  const theirHunks = mineHunks && (await findHunks(baseLines, theirLines));
  if (mineHunks === undefined || theirHunks === undefined) return toDispute(mineLines, theirLines);
  return joinHunks(baseLines, mineHunks, theirHunks);
}

/** The bytes on which both sides agree; `undefined` when a conflict is left. */
export function findMerged(regions: readonly MergeRegion[]): Uint8Array | undefined {
  if (regions.some(({ kind }) => kind === 'conflict')) return undefined;
  return toUnion(regions);
}

/** Both sides where they disagree, theirs first. */
export function toUnion(regions: readonly MergeRegion[]): Uint8Array {
  const lines = regions.flatMap((region) =>
    region.kind === 'agreed' ? region.lines : [...region.theirs, ...region.mine],
  );
  return new TextEncoder().encode(withLineBreaks(lines));
}

/** One text; a line that ended its file without a line break gets one where it no longer does. */
export function withLineBreaks(lines: readonly string[]): string {
  const lineBreak = lines.some((line) => line.endsWith('\r\n')) ? '\r\n' : '\n';
  return lines
    .map((line, index) => (line.endsWith('\n') || index === lines.length - 1 ? line : line + lineBreak))
    .join('');
}

async function readLines(bytes: Uint8Array): Promise<readonly string[] | undefined> {
  const text = readText(bytes);
  if (bytes.length > bytesAtOnce) await letOthersWork();
  return text === undefined ? undefined : toLines(text);
}

async function joinHunks(
  base: readonly string[],
  mine: readonly LineHunk[],
  theirs: readonly LineHunk[],
): Promise<readonly MergeRegion[]> {
  const regions: MergeRegion[] = [];
  let [at, mineAt, theirsAt] = [0, 0, 0];
  for (;;) {
    const start = Math.min(mine[mineAt]?.start ?? Infinity, theirs[theirsAt]?.start ?? Infinity);
    if (start === Infinity) break;
    if (start > at) regions.push({ kind: 'agreed', lines: base.slice(at, start) });
    let [end, mineEnd, theirsEnd] = [start, mineAt, theirsAt];
    // Whatever touches what is in already belongs to the same place.
    for (;;) {
      const next = [mine[mineEnd], theirs[theirsEnd]].findIndex((hunk) => hunk !== undefined && hunk.start <= end);
      if (next === -1) break;
      end = Math.max(end, (next === 0 ? mine[mineEnd++] : theirs[theirsEnd++])?.end ?? end);
    }
    const mineLines = applyHunks(base, mine.slice(mineAt, mineEnd), start, end);
    const theirLines = applyHunks(base, theirs.slice(theirsAt, theirsEnd), start, end);
    if (mineEnd === mineAt) regions.push({ kind: 'agreed', lines: theirLines });
    else if (theirsEnd === theirsAt) regions.push({ kind: 'agreed', lines: mineLines });
    else regions.push(...(await toDispute(mineLines, theirLines)));
    [at, mineAt, theirsAt] = [end, mineEnd, theirsEnd];
  }
  return [...regions, { kind: 'agreed', lines: base.slice(at) }];
}

function applyHunks(base: readonly string[], hunks: readonly LineHunk[], start: number, end: number): string[] {
  const lines: string[] = [];
  let at = start;
  for (const hunk of hunks) {
    for (; at < hunk.start; at++) lines.push(base[at] ?? '');
    for (const line of hunk.lines) lines.push(line);
    at = hunk.end;
  }
  return lines.concat(base.slice(at, end));
}

/** What both sides begin and end with is no matter of dispute. */
async function toDispute(mine: readonly string[], theirs: readonly string[]): Promise<readonly MergeRegion[]> {
  const head = await countCommonHead(mine, theirs);
  const tail = await countCommonTail(mine, theirs, head);
  const [mineEnd, theirsEnd] = [mine.length - tail, theirs.length - tail];
  const isSame = head === mineEnd && head === theirsEnd;
  return [
    { kind: 'agreed', lines: mine.slice(0, head) },
    ...(isSame
      ? []
      : [{ kind: 'conflict' as const, mine: mine.slice(head, mineEnd), theirs: theirs.slice(head, theirsEnd) }]),
    { kind: 'agreed', lines: mine.slice(mineEnd) },
  ];
}
