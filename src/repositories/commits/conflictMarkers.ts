import { mergeByLines, withLineBreaks, type MergeSides } from './threeWayMerge';

/** What stands behind the markers; one line each. */
export interface MarkerLabels {
  readonly mine: string;
  readonly theirs: string;
}

/** The merge with Git's markers around what is left to decide, mine first; `undefined` when a side is no text. */
export async function toConflictMarkers(sides: MergeSides, labels: MarkerLabels): Promise<string | undefined> {
  const regions = await mergeByLines(sides);
  if (regions === undefined) return undefined;
  const isWindows = regions.some(
    (region) => region.kind === 'agreed' && region.lines.some((it) => it.endsWith('\r\n')),
  );
  const marker = (sign: string, label = ''): string =>
    `${sign.repeat(7)}${label === '' ? '' : ` ${label}`}${isWindows ? '\r\n' : '\n'}`;
  return withLineBreaks(
    regions.flatMap((region) =>
      region.kind === 'agreed'
        ? region.lines
        : [marker('<', labels.mine), ...region.mine, marker('='), ...region.theirs, marker('>', labels.theirs)],
    ),
  );
}

/** Whether any marker that begins or ends a conflict is left; a row of equals signs alone may be a heading. */
export function hasConflictMarkers(text: string): boolean {
  return /^(?:<{7}|>{7})(?: |\r?$)/m.test(text);
}
