/** Lines of a text, counted from 0, that a merge left for a person to decide on. */
export interface ConflictBlock {
  readonly start: number;
  /** Where the base begins, in the style that shows it. */
  readonly base: number | undefined;
  readonly separator: number;
  readonly end: number;
}

export type ConflictSide = 'mine' | 'theirs' | 'both';

/** Blocks that are whole: whatever else looks like a marker is text. */
export function findConflictBlocks(text: string): readonly ConflictBlock[] {
  const blocks: ConflictBlock[] = [];
  let open: { start: number; base?: number; separator?: number } | undefined;
  for (const [line, content] of text.split(/\r?\n/).entries()) {
    if (content.startsWith('<<<<<<<')) open = { start: line };
    else if (open === undefined) continue;
    else if (content.startsWith('|||||||') && open.separator === undefined) open.base ??= line;
    else if (content === '=======') open.separator ??= line;
    else if (content.startsWith('>>>>>>>') && open.separator !== undefined) {
      blocks.push({ start: open.start, base: open.base, separator: open.separator, end: line });
      open = undefined;
    }
  }
  return blocks;
}

/** The lines a block becomes. Of both, theirs stand first, as where a whole file keeps both. */
export function takeSide(lines: readonly string[], block: ConflictBlock, side: ConflictSide): readonly string[] {
  const mine = lines.slice(block.start + 1, block.base ?? block.separator);
  const theirs = lines.slice(block.separator + 1, block.end);
  if (side === 'both') return [...theirs, ...mine];
  return side === 'mine' ? mine : theirs;
}

/** The whole text with one side taken in every block; line ends stay as they are. */
export function takeSideOfAll(text: string, side: ConflictSide): string {
  const lines = text.split(/(?<=\n)/);
  for (const block of [...findConflictBlocks(text)].reverse()) {
    lines.splice(block.start, block.end - block.start + 1, ...takeSide(lines, block, side));
  }
  return lines.join('');
}
