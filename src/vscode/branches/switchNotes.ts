import type { StateStore } from '../../repositories/cacheStore';

/** What is to be told in the window that opens when a folder changes its branch. */
export interface SwitchNote {
  /** Address of the folder that will be open. */
  readonly folder: string;
  /** The branch that was left. */
  readonly from: string;
  readonly draftCount: number;
}

const key = 'branchSwitchNote';

/** Carries a sentence over the reload that changing a folder's branch means: messages do not survive it. */
export class SwitchNotes {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  async leave(note: SwitchNote): Promise<void> {
    await this.#state.update(key, note);
  }

  /** The note for a window with these folders, once. */
  async take(folders: readonly string[]): Promise<SwitchNote | undefined> {
    const note = this.#state.get(key);
    if (!isNote(note) || !folders.includes(note.folder)) return undefined;
    await this.#state.update(key, undefined);
    return note;
  }
}

function isNote(value: unknown): value is SwitchNote {
  if (typeof value !== 'object' || value === null) return false;
  const { folder, from, draftCount } = value as Partial<Record<keyof SwitchNote, unknown>>;
  return typeof folder === 'string' && typeof from === 'string' && typeof draftCount === 'number';
}
