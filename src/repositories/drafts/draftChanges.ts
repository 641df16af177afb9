import type { DraftEdit, DraftRebase } from './branchDrafts';
import type { Draft, DraftBase, DraftChange, PendingCommit } from './draft';
import type { DraftTransaction } from './draftTransaction';

/** With the hash of the content, where there is any. */
export type HashedEdit = DraftEdit & { readonly hash: string | undefined };
export type HashedRebase = DraftRebase & { readonly hash: string | undefined };

/** What is known of a path when an edit to it is planned. */
export interface EditContext {
  readonly current: Draft | undefined;
  readonly savedMs: number;
  /** The content this window knew; anything else is another window's, and must not be lost. */
  readonly seenHash: string | undefined;
  /** Content that other edits of the same call keep at other paths. */
  readonly movedHashes: ReadonlySet<string>;
  /** Whether what the user had when the conflict came is put aside already. */
  readonly isOwnSideKept: boolean;
}

/** What one edit makes of a path. */
export function planEdit(transaction: DraftTransaction, edit: HashedEdit, context: EditContext): void {
  const { path, hash } = edit;
  const { current, savedMs } = context;
  const base = findBase(transaction, edit, current);
  keepReplaced(transaction, edit, context);
  if (edit.change.kind === 'content' && hash !== undefined) transaction.addContent(hash, edit.change.bytes);
  const change = toChange(edit);
  const kept = current?.change.kind === 'content' && change.kind === 'content' ? current : undefined;
  // A merge editor that saves by itself begins with the base; the conflict is not over by that.
  if (kept?.conflict === undefined && isNothing(base, change)) {
    if (current !== undefined) transaction.remove(path);
    return;
  }
  const renamedFrom = edit.renamedFrom ?? kept?.renamedFrom;
  const absentAt = current === undefined || current.change.kind === 'folder' ? edit.absentAt : current.absentAt;
  const absence = toAbsence(base, absentAt);
  const rest = { ...absence, ...toAge(current, savedMs), change, renamedFrom, savedMs, conflict: kept?.conflict };
  transaction.write({ path, base, ...rest });
}

/** What a draft becomes on another base; nothing where it was saved again since it was looked at. */
export function planRebase(
  transaction: DraftTransaction,
  rebase: HashedRebase,
  { current, savedMs }: { readonly current: Draft; readonly savedMs: number },
): void {
  const currentHash = current.change.kind === 'content' ? current.change.hash : undefined;
  if (currentHash !== rebase.expectedHash || current.change.kind === 'folder') return;
  const base = rebase.base && transaction.addBase(rebase.base);
  const { content, hash, conflict } = rebase;
  let change: DraftChange = current.change;
  if (content !== undefined && hash !== undefined) {
    transaction.addContent(hash, content.bytes);
    change = { kind: 'content', hash, size: content.bytes.length, mode: content.mode };
  }
  const isReplaced = hash !== undefined && hash !== currentHash;
  if (isReplaced) transaction.putAside('merged', current);
  if (conflict === undefined && isNothing(base, change)) transaction.remove(current.path);
  else {
    const rest = { base, ...toAbsence(base, rebase.absentAt), change, conflict };
    transaction.write({ ...withoutAbsence(current), ...rest, savedMs: isReplaced ? savedMs : current.savedMs });
  }
}

/** What is left of a draft after a commit. */
export function planCommitted(
  transaction: DraftTransaction,
  draft: Draft,
  {
    commit,
    pending,
    isOwnBranch,
  }: { readonly commit: string; readonly pending: PendingCommit; readonly isOwnBranch: boolean },
): void {
  const { path, change } = draft;
  if (change.kind === 'folder') {
    // Git has the folder now, with something in it.
    const isThere = pending.files.some((file) => file.content !== undefined && file.path.startsWith(`${path}/`));
    if (isThere && isOwnBranch) transaction.remove(path);
    return;
  }
  const file = pending.files.find((it) => it.path === path);
  if (file === undefined) return;
  const { content } = file;
  const isCommitted =
    change.kind === 'content' ? change.hash === content?.hash && change.mode === content.mode : content === undefined;
  if (isCommitted || (content === undefined && change.kind === 'deleted')) transaction.remove(path);
  else if (isOwnBranch && isOfSent(draft, file, pending)) {
    const base = content && { commit, hash: content.hash, mode: content.mode };
    const stand = { base, ...toAbsence(base, commit) };
    transaction.write({ ...withoutAbsence(draft), ...stand, renamedFrom: undefined, conflict: undefined });
  }
}

/** A draft keeps the base it has; one that was deleted unread learns what it was when somebody read it since. */
function findBase(
  transaction: DraftTransaction,
  { base }: DraftEdit,
  current: Draft | undefined,
): DraftBase | undefined {
  if (current === undefined || current.change.kind === 'folder') return base && transaction.addBase(base);
  const known = current.base;
  const isUnread = known !== undefined && known.hash === undefined && base?.hash !== undefined;
  return isUnread && base.commit === known.commit ? transaction.addBase(base) : known;
}

/** What another window saved unseen, what was merged with another's, and what was never committed and goes, can be had back. */
function keepReplaced(
  transaction: DraftTransaction,
  { change, hash, isReplacement = false }: HashedEdit,
  { current, seenHash, movedHashes, isOwnSideKept }: EditContext,
): void {
  if (current?.change.kind !== 'content') return;
  const before = current.change.hash;
  if (before === hash || movedHashes.has(before)) return;
  if (before !== seenHash) transaction.putAside('overwritten', current);
  else if (current.conflict !== undefined && !isOwnSideKept) transaction.putAside('merged', current);
  else if ((change.kind !== 'content' || isReplacement) && before !== current.base?.hash)
    transaction.putAside('discarded', current);
}

function toChange({ change, hash }: HashedEdit): DraftChange {
  if (change.kind !== 'content') return { kind: change.kind };
  return { kind: 'content', hash: hash ?? '', size: change.bytes.length, mode: change.mode };
}

/** Where nothing was at the path is of interest only without a base. */
function toAbsence(base: DraftBase | undefined, absentAt: string | undefined): Pick<Draft, 'absentAt'> {
  return base === undefined && absentAt !== undefined ? { absentAt } : {};
}

function withoutAbsence({ path, base, change, renamedFrom, savedMs, sinceMs, conflict }: Draft): Draft {
  const age = sinceMs === undefined ? {} : { sinceMs };
  return { path, base, change, renamedFrom, savedMs, ...age, conflict };
}

function toAge(current: Draft | undefined, savedMs: number): Pick<Draft, 'sinceMs'> {
  if (current === undefined || current.change.kind === 'folder') return { sinceMs: savedMs };
  return current.sinceMs === undefined ? {} : { sinceMs: current.sinceMs };
}

/**
 * Whether a draft goes on from the content that was sent. One made anew, after another window dropped or discarded what
 * was sent, started from something else: on the commit as its base it would undo it.
 */
function isOfSent(draft: Draft, file: PendingCommit['files'][number], { parent }: PendingCommit): boolean {
  if (draft.sinceMs !== undefined && file.savedMs !== undefined) return draft.sinceMs <= file.savedMs;
  return (draft.base?.commit ?? draft.absentAt) === parent;
}

/** Whether a path is as it was, so that no draft is needed. */
function isNothing(base: DraftBase | undefined, change: DraftChange): boolean {
  if (change.kind === 'folder') return false;
  if (change.kind === 'deleted') return base === undefined;
  return base?.hash === change.hash && base.mode === change.mode;
}
