import { looksLikeSecret } from '../../projects/looksLikeSecret';
import type { PersonEvent } from '../../wizard/wizardEvent';
import { isOverlong } from './textLimits';

/** Of the browser's storage, as much as a journal needs. */
export type JournalStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** By field, in the order in which they were typed or chosen. */
export type Entries = ReadonlyMap<string, PersonEvent>;

/**
 * What was typed or chosen and the host has not put on the disk yet, where even a reload in the same moment leaves it: the
 * browser's storage is the only one that is written before the next key. Holds nothing that looks like a secret, and
 * nothing that the host never answers, which would be handed over at every start.
 */
export class Journal {
  readonly #key: string;
  readonly #storage: JournalStorage | undefined;

  /** `storage` is `undefined` where the browser gives pages none; then nothing is kept. */
  constructor(wizardId: string, storage: JournalStorage | undefined) {
    this.#key = `maia.wizard.${wizardId}`;
    this.#storage = storage;
  }

  /** What the page before this one could not hand over. The host checks it like all that comes from a page. */
  read(): Entries {
    try {
      const entries: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
      return new Map(Array.isArray(entries) ? (entries as [string, PersonEvent][]).filter(isKept) : []);
    } catch {
      return new Map();
    }
  }

  write(entries: Entries): void {
    const kept = [...entries].filter(isKept);
    try {
      if (kept.length === 0) this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // A full or forbidden storage takes nothing; the host still gets everything.
    }
  }
}

function isKept([, event]: readonly [string, PersonEvent]): boolean {
  return !isOverlong(event) && !holdsSecret(event);
}

function holdsSecret(value: unknown): boolean {
  if (typeof value === 'string') return looksLikeSecret(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsSecret);
}
