import type { ChangedPath, FileMode } from '../../bitbucket/model';
import { findMerged, mergeByLines } from '../commits/threeWayMerge';

export interface FileState {
  readonly bytes: Uint8Array;
  readonly mode: FileMode;
}

/** A path as it was around a commit and as it is now; a side that does not exist is `undefined`. */
export interface RevertedPath {
  readonly path: string;
  readonly before: FileState | undefined;
  readonly after: FileState | undefined;
  readonly now: FileState | undefined;
}

/** What undoing a commit means for one path. */
export type RevertStep =
  | { readonly kind: 'write'; readonly state: FileState }
  | { readonly kind: 'delete' }
  /** The path is as it was before the commit. */
  | { readonly kind: 'nothing' }
  /** It was changed since, on the same lines or in a way that cannot be merged. */
  | { readonly kind: 'conflict' };

/** The inverse of a commit, applied to a path as it is now: what was changed since stays, or it is a conflict. */
export async function planRevert({ before, after, now }: RevertedPath): Promise<RevertStep> {
  if (isSame(now, before)) return { kind: 'nothing' };
  if (isSame(now, after)) return before === undefined ? { kind: 'delete' } : { kind: 'write', state: before };
  if (before === undefined || after === undefined || now === undefined) return { kind: 'conflict' };
  const mode = mergeModes(after.mode, now.mode, before.mode);
  if (mode === undefined || [before, after, now].some((side) => side.mode === 'link')) return { kind: 'conflict' };
  const bytes = isEqual(before.bytes, after.bytes) ? now.bytes : await mergeBytes(after, now, before);
  return bytes === undefined ? { kind: 'conflict' } : { kind: 'write', state: { bytes, mode } };
}

/** Each path that a commit touched, once: a renamed file is one that vanished and one that appeared. */
export function toTouchedPaths(changes: readonly ChangedPath[]): readonly string[] {
  return [...new Set(changes.flatMap(({ path, oldPath }) => [path, oldPath]))].sort();
}

async function mergeBytes(base: FileState, mine: FileState, theirs: FileState): Promise<Uint8Array | undefined> {
  const regions = await mergeByLines({ base: base.bytes, mine: mine.bytes, theirs: theirs.bytes });
  return regions && findMerged(regions);
}

function mergeModes(base: FileMode, mine: FileMode, theirs: FileMode): FileMode | undefined {
  if (mine === theirs || base === theirs) return mine;
  return base === mine ? theirs : undefined;
}

function isSame(one: FileState | undefined, other: FileState | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.mode === other.mode && isEqual(one.bytes, other.bytes);
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
