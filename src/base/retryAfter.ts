/**
 * The wait a `Retry-After` header asks for (RFC 9110: seconds or an HTTP date), `undefined` if it cannot be read. A
 * date is compared with the answer's own `Date` where there is one, so that a wrong local clock does no harm.
 */
export function readRetryAfterMs(header: string | null, dateHeader: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const untilMs = readHttpDate(text);
  if (untilMs === undefined) return undefined;
  return Math.max(0, untilMs - (readHttpDate(dateHeader ?? '') ?? nowMs));
}

/** `Date.parse` alone would also take "5" or "-1" for a date. */
function readHttpDate(text: string): number | undefined {
  const ms = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
