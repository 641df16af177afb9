import type { ChangedPath, FileMode } from '../../bitbucket/model';
import type { BranchDrafts, DraftRebase } from '../drafts/branchDrafts';
import type { Draft } from '../drafts/draft';
import { findMerged, mergeByLines } from './threeWayMerge';

/** A file as somebody left it. */
export interface FileState {
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly mode: FileMode;
  readonly bytes: Uint8Array;
}

/** What the tip makes of one draft. `theirs` is the path at the tip, `undefined` where nothing is. */
export type Verdict = { readonly draft: Draft } & (
  | { readonly kind: 'untouched' }
  | { readonly kind: 'same'; readonly theirs: FileState | undefined }
  | {
      readonly kind: 'merged';
      readonly theirs: FileState;
      readonly content: { readonly bytes: Uint8Array; readonly mode: FileMode };
    }
  | { readonly kind: 'conflict'; readonly theirs: FileState | undefined }
);

/** The commit a draft was last compared with; `undefined` where that is not known. */
export function findBaseCommit({ base, absentAt }: Draft): string | undefined {
  return base?.commit ?? absentAt;
}

/** Whether the changes name the path of the draft, or put a file where it needs a folder or a folder where it is a file. */
export function isTouched({ path }: Draft, changes: readonly ChangedPath[]): boolean {
  return changes.some((it) => it.path === path || it.oldPath === path) || hasClash(path, changes);
}

/** A file where the path needs a folder, or the other way round. */
export function hasClash(path: string, changes: readonly ChangedPath[]): boolean {
  return changes.some(
    ({ kind, path: other }) => kind !== 'removed' && (path.startsWith(`${other}/`) || other.startsWith(`${path}/`)),
  );
}

/**
 * Judges a draft whose path is another one at the tip than it was, by content. `mine` is the draft's content, `readBase`
 * tells what both started from (`undefined` when nobody knows any more).
 */
export async function judgeByContent(
  draft: Draft,
  mine: FileState | undefined,
  theirs: FileState | undefined,
  readBase: () => Promise<FileState | undefined>,
): Promise<Verdict> {
  const conflict = { kind: 'conflict', draft, theirs } as const;
  if (isSameFile(mine, theirs)) return { kind: 'same', draft, theirs };
  if (draft.base === undefined) return theirs === undefined ? { kind: 'untouched', draft } : conflict;
  if (theirs === undefined) return conflict;
  const baseMode = draft.base.mode;
  const baseHash = draft.base.hash ?? (await readBase())?.hash;
  if (baseHash === theirs.hash && baseMode === theirs.mode) return { kind: 'untouched', draft };
  const mode = mine && mergeValues(baseMode, mine.mode, theirs.mode);
  // A draft in conflict stays one until its user says otherwise: it may hold half a merge made by hand.
  if (mine === undefined || mode === undefined || draft.conflict !== undefined) return conflict;
  if (baseHash === theirs.hash || mine.hash === theirs.hash) {
    return { kind: 'merged', draft, theirs, content: { bytes: mine.bytes, mode } };
  }
  if (baseHash === mine.hash) return { kind: 'merged', draft, theirs, content: { bytes: theirs.bytes, mode } };
  if ([baseMode, mine.mode, theirs.mode].includes('link')) return conflict;
  const base = await readBase();
  const regions = base && (await mergeByLines({ base: base.bytes, mine: mine.bytes, theirs: theirs.bytes }));
  const bytes = regions && findMerged(regions);
  return bytes === undefined ? conflict : { kind: 'merged', draft, theirs, content: { bytes, mode } };
}

/** What the verdict makes of the draft; `undefined` where nothing changes. The draft goes on from the tip unless it is in conflict. */
export async function toRebase(
  drafts: BranchDrafts,
  verdict: Verdict,
  tip: string | undefined,
): Promise<DraftRebase | undefined> {
  const { draft } = verdict;
  const { path, base } = draft;
  const expectedHash = toContentHashOf(draft);
  if (verdict.kind === 'untouched') {
    if (tip === undefined || (findBaseCommit(draft) === tip && draft.conflict === undefined)) return undefined;
    if (base === undefined) return { path, expectedHash, base: undefined, absentAt: tip };
    return { path, expectedHash, base: { ...base, commit: tip, bytes: await drafts.readBase(path) } };
  }
  const { theirs } = verdict;
  if (verdict.kind === 'conflict') {
    return {
      path,
      expectedHash,
      base: base && { ...base, bytes: await drafts.readBase(path) },
      ...(draft.absentAt !== undefined && { absentAt: draft.absentAt }),
      conflict: { commit: tip ?? '', theirs: theirs && { hash: theirs.hash, mode: theirs.mode } },
    };
  }
  return {
    path,
    expectedHash,
    ...toTheirBase(theirs, tip),
    ...(verdict.kind === 'merged' && { content: verdict.content }),
  };
}

/** The base of a draft that stands on what is at the tip. */
export function toTheirBase(
  theirs: FileState | undefined,
  tip: string | undefined,
): Pick<DraftRebase, 'base' | 'absentAt'> {
  if (theirs !== undefined && tip !== undefined) return { base: { commit: tip, ...theirs } };
  return { base: undefined, ...(tip !== undefined && { absentAt: tip }) };
}

/** Of a draft's content; `undefined` for a deletion. */
function toContentHashOf({ change }: Draft): string | undefined {
  return change.kind === 'content' ? change.hash : undefined;
}

/** Whether both are the same file, or both none. */
function isSameFile(a: Omit<FileState, 'bytes'> | undefined, b: Omit<FileState, 'bytes'> | undefined): boolean {
  return a?.hash === b?.hash && a?.mode === b?.mode;
}

/** The side that changed; `undefined` when both did, and not alike. */
export function mergeValues<T>(base: T, mine: T, theirs: T): T | undefined {
  if (mine === base || mine === theirs) return theirs;
  return theirs === base ? mine : undefined;
}
