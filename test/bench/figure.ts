/** One thing that was measured: a line of the bench's output. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'requests' | 'connections' | 'ratio' | 'files';
  /** What it should not exceed; `null` where nothing was promised. */
  readonly limit: number | null;
  /** What to compare it with: a lower bound, another extension, or what it was before. */
  readonly reference: number | null;
}

/** Whether the figure is the same on every machine, so that exceeding its limit is a mistake and not a busy computer. */
export function isExact({ unit }: Figure): boolean {
  return unit !== 'ms' && unit !== 'ratio' && unit !== 'connections';
}

/** The middle of the numbers, which single slow runs do not move. Throws where there is none. */
export function toMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('Nothing was measured.');
  return (upper + lower) / 2;
}
