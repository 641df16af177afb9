import type { Draft } from '../../repositories/drafts/draft';

export type ChangeKind = 'added' | 'modified' | 'deleted' | 'renamed';

/** What a person sees as one change: one draft, or the two of a file that was moved. */
export interface Change {
  readonly kind: ChangeKind;
  /** Where the file is now; where it was when it was deleted. */
  readonly path: string;
  /** Every path that has to be committed, discarded or picked together. */
  readonly paths: readonly string[];
  /** What the change started from; `undefined` for a new file. */
  readonly original: { readonly commit: string; readonly path: string } | undefined;
  readonly isInConflict: boolean;
  /** Which of `paths` is in conflict, and whether because somebody else deleted it. */
  readonly conflict: { readonly path: string; readonly isDeletedByThem: boolean } | undefined;
  readonly savedMs: number;
}

/** Drafts as changes, sorted by path. Empty folders are none: Git does not keep them. */
export function toChanges(drafts: readonly Draft[]): readonly Change[] {
  const byPath = new Map(drafts.map((draft) => [draft.path, draft]));
  const moved = new Map<string, Draft>();
  for (const draft of drafts) {
    const source = draft.renamedFrom === undefined ? undefined : byPath.get(draft.renamedFrom);
    const isMove = draft.change.kind === 'content' && source?.change.kind === 'deleted';
    if (isMove && !moved.has(source.path)) moved.set(source.path, draft);
  }
  return drafts.flatMap((draft) => {
    if (draft.change.kind === 'folder' || moved.has(draft.path)) return [];
    const source = draft.renamedFrom === undefined ? undefined : byPath.get(draft.renamedFrom);
    const isMove = source !== undefined && moved.get(source.path) === draft;
    return [isMove ? toMove(draft, source) : toChange(draft)];
  });
}

function toChange(draft: Draft): Change {
  const { path, base, change, conflict, savedMs } = draft;
  const kept = base === undefined ? 'added' : 'modified';
  return {
    kind: change.kind === 'deleted' ? 'deleted' : kept,
    path,
    paths: [path],
    original: base && { commit: base.commit, path },
    isInConflict: conflict !== undefined,
    conflict: toConflict(draft),
    savedMs,
  };
}

function toConflict({ path, conflict }: Draft): Change['conflict'] {
  return conflict && { path, isDeletedByThem: conflict.theirs === undefined };
}

function toMove(draft: Draft, source: Draft): Change {
  return {
    kind: 'renamed',
    path: draft.path,
    paths: [draft.path, source.path],
    original: source.base && { commit: source.base.commit, path: source.path },
    isInConflict: draft.conflict !== undefined || source.conflict !== undefined,
    conflict: toConflict(draft) ?? toConflict(source),
    savedMs: Math.max(draft.savedMs, source.savedMs),
  };
}
