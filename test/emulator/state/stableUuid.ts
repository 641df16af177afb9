import { createHash } from 'node:crypto';

/** A UUID in braces that is the same for the same name on every machine, so that tests can rely on it. */
export function toStableUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `{${parts.join('-')}}`;
}
