import type { PersonEvent } from '../../wizard/wizardEvent';

/**
 * What can be typed or pasted, in UTF-16 units as `maxlength` counts: well above what any field allows, so that the
 * message at the field still shows, and below what the host reads; it answers nothing beyond that.
 */
export const longestLine = 5_000;
export const longestText = 50_000;

/** Whether the host would not even read it. */
export function isOverlong(event: PersonEvent): boolean {
  const isText = event.kind === 'message' || (event.kind === 'details' && event.change.description !== undefined);
  return holdsLonger(event, isText ? longestText : longestLine);
}

function holdsLonger(value: unknown, limit: number): boolean {
  if (typeof value === 'string') return value.length > limit;
  return typeof value === 'object' && value !== null && Object.values(value).some((it) => holdsLonger(it, limit));
}
