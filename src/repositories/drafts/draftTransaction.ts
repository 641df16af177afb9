import pLimit from 'p-limit';
import type { Draft, DraftBase, SetAside } from './draft';
import type { DraftRecords } from './draftRecords';

const recordsAtOnce = 8;

/** Changes to drafts that belong together, gathered under the lock and then written in an order that a crash cannot harm. */
export class DraftTransaction {
  readonly #contents = new Map<string, Uint8Array>();
  readonly #writes = new Map<string, Draft>();
  readonly #removals = new Set<string>();
  readonly #setAsides = new Map<SetAside['reason'], Draft[]>();

  /** Everything that is written or removed. */
  get paths(): readonly string[] {
    return [...this.#writes.keys(), ...this.#removals];
  }

  addContent(hash: string, bytes: Uint8Array): void {
    this.#contents.set(hash, bytes);
  }

  /** Where a draft starts from; its bytes are kept beside it unless they are large. */
  addBase({ commit, hash, mode, bytes }: DraftBase & { readonly bytes: Uint8Array | undefined }): DraftBase {
    if (hash !== undefined && bytes !== undefined && bytes.length <= mostBytesOfBase) this.addContent(hash, bytes);
    return { commit, hash, mode };
  }

  write(draft: Draft): void {
    this.#removals.delete(draft.path);
    this.#writes.set(draft.path, draft);
  }

  remove(path: string): void {
    this.#writes.delete(path);
    this.#removals.add(path);
  }

  /** Keeps a draft as it was; only what has content, or deletes something, is worth it. */
  putAside(reason: SetAside['reason'], draft: Draft): void {
    this.#setAsides.set(reason, [...(this.#setAsides.get(reason) ?? []), draft]);
  }

  /**
   * Bytes come before what refers to them, what is put aside before what replaces it, and new places before the
   * deletions of old ones: wherever a crash cuts it off, nothing is missing.
   */
  async apply(records: DraftRecords, nowMs: number): Promise<readonly SetAside[]> {
    const limit = pLimit(recordsAtOnce);
    const drafts = [...this.#writes.values()];
    const deletions = drafts.filter(({ change }) => change.kind === 'deleted');
    await limit.map([...this.#contents], ([hash, bytes]) => records.writeContent(hash, bytes));
    const setAsides = [...this.#setAsides].map(([reason, kept]) => toSetAside(reason, kept, nowMs));
    await limit.map(setAsides, (setAside) => records.writeSetAside(setAside));
    await limit.map(
      drafts.filter((draft) => !deletions.includes(draft)),
      (draft) => records.writeDraft(draft),
    );
    await limit.map(deletions, (draft) => records.writeDraft(draft));
    await limit.map([...this.#removals], (path) => records.removeDraft(path));
    return setAsides;
  }
}

/** Larger ones are asked for when they are needed. */
const mostBytesOfBase = 8 * 1024 * 1024;

function toSetAside(reason: SetAside['reason'], drafts: readonly Draft[], setAsideMs: number): SetAside {
  const random = crypto.getRandomValues(new Uint8Array(8));
  const suffix = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id: `${setAsideMs}-${suffix}`, reason, setAsideMs, drafts };
}
