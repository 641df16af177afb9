/** A place in the lines of a file where people write: the same place on both sides makes a conflict. */
export type Spot = 0 | 1 | 2;

const spots: readonly Spot[] = [0, 1, 2];
/** One that a merge by lines keeps apart from the given one. */
export const anotherSpot = (spot: Spot): Spot => (spot === 0 ? 2 : 0);
/** Enough lines between two spots that a merge by lines can keep them apart. */
const spotLine = (spot: Spot) => `spot ${spot}`;
export const firstFiles = ['a.orch.yaml', 'etl/b.tran.yaml', 'etl/deep/c.sql'] as const;
export const firstText = spots
  .flatMap((spot) => [spotLine(spot), ...Array.from({ length: 6 }, (_, n) => `quiet ${spot}.${n}`)])
  .join('\n')
  .concat('\n');

/** The text with a mark in a line of its own. */
export function writeAt(text: string, spot: Spot, mark: string): string {
  const lines = text.split('\n');
  const at = lines.indexOf(spotLine(spot));
  lines.splice(at + 1, 0, mark);
  return lines.join('\n');
}
