const units = [
  ['year', 365 * 24 * 60 * 60_000],
  ['month', 30 * 24 * 60 * 60_000],
  ['week', 7 * 24 * 60 * 60_000],
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const;

/** “2 days ago” in the editor's language; under a minute counts as now, and so does the future. */
export function toRelativeTime(thenMs: number, nowMs: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const elapsedMs = Math.max(0, nowMs - thenMs);
  for (const [unit, ms] of units) {
    if (elapsedMs >= ms) return format.format(-Math.floor(elapsedMs / ms), unit);
  }
  return format.format(0, 'second');
}
