import type { Draft } from './draft';
import { isWithin } from './draftLayer';

/** What somebody's edit of a path began with. */
export interface EditOrigin {
  readonly commit: string | undefined;
  /** Of the content of a draft that was read, or saved, on that commit; else the commit's own was. */
  readonly draftHash?: string;
}

/**
 * Which commit somebody's edit of a path starts from. It is the one the path was last read at here, not the tip at the
 * time of saving: a branch that moved in between would otherwise seem to have been taken into account, and what came in
 * with it would be undone by the commit.
 */
export class TreeBases {
  readonly #peekTip: () => string | undefined;
  readonly #read = new Map<string, EditOrigin>();
  readonly #held = new Map<string, EditOrigin>();
  /** Of edits whose text goes along with a file that is about to be moved. */
  readonly #moving = new Map<string, EditOrigin>();

  constructor(peekTip: () => string | undefined) {
    this.#peekTip = peekTip;
  }

  noteRead(path: string, commit: string): void {
    this.#read.set(path, { commit });
  }

  /**
   * The path's draft was read or saved. It knows its base itself; what it held is of use once it is gone while an editor
   * goes on from it, because somebody committed or discarded it.
   */
  noteDraft(path: string, draft: Draft | undefined): void {
    this.forget(path);
    if (draft?.change.kind !== 'content') return;
    this.#read.set(path, { commit: draft.base?.commit ?? draft.absentAt, draftHash: draft.change.hash });
  }

  /**
   * What was saved is what its base has, so no draft is left. Whoever saved it goes on from that base. Where the branch is
   * elsewhere by now, what was held stays held until the edit is over: only then can the editor be shown the tip.
   */
  noteUnchanged(path: string, commit: string): void {
    const isBehind = this.#held.has(path) && commit !== this.#peekTip();
    this.forget(path);
    this.#read.set(path, { commit });
    if (isBehind) this.#held.set(path, { commit });
  }

  /**
   * Reading it again, by whomever, no longer counts until a draft is saved or the edit is given up. Returns what is held;
   * an edit that an earlier window began brings what that one held.
   */
  hold(path: string, earlier?: EditOrigin): EditOrigin | undefined {
    // A move that failed leaves the text where it was.
    const read = earlier ?? this.#moving.get(path) ?? this.#read.get(path);
    this.#moving.delete(path);
    const commit = read?.commit ?? this.#peekTip();
    if (commit !== undefined && !this.#held.has(path)) this.#held.set(path, { ...read, commit });
    return this.#held.get(path);
  }

  /**
   * The edit was given up. Returns whether it began with something else than somebody has read meanwhile, or with what the
   * branch may not have any more.
   */
  release(path: string): boolean {
    const [held, read] = [this.#held.get(path), this.#read.get(path)];
    this.#held.delete(path);
    if (held === undefined) return false;
    return held.commit !== this.#peekTip() || held.commit !== read?.commit || held.draftHash !== read?.draftHash;
  }

  /** What is at a path or below is about to be moved: what is held there counts for that, even if it is given up before. */
  noteMove(path: string): void {
    for (const earlier of this.#moving.keys()) if (isWithin(earlier, path)) this.#moving.delete(earlier);
    for (const [held, origin] of this.#held) if (isWithin(held, path)) this.#moving.set(held, origin);
  }

  /** What the edit began with whose text a copy of the path goes on from; `undefined` where nobody edits it. */
  findEdited(path: string): EditOrigin | undefined {
    return this.#held.get(path) ?? this.#moving.get(path);
  }

  /** Whether an editor goes on from it. */
  isHeld(path: string): boolean {
    return this.#held.has(path);
  }

  /** `undefined` when it was never read. */
  find(path: string): EditOrigin | undefined {
    return this.#held.get(path) ?? this.#read.get(path);
  }

  forget(path: string): void {
    this.#held.delete(path);
    this.#moving.delete(path);
    this.#read.delete(path);
  }
}
