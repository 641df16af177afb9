import { marksIn } from './branchInGit';

/** Where a mark of the user's must be found. */
export type Whereabouts =
  /** In a draft or on a branch. */
  | 'kept'
  /** Put aside by the user's own choice: where it can be had back from, or where it must be when kept. */
  | 'aside'
  /** Taken away by somebody who saw it, or by an edit whose end a crash has hidden: anywhere, or nowhere. */
  | 'free';

/**
 * What must not be lost, told by marks: each edit of the user's and each of the other person's leaves one in a line of
 * its own. A mark that a person saw and removed on purpose is free; nothing else may make it vanish.
 */
export class Ledger {
  readonly #mine = new Map<string, Whereabouts>();
  readonly #theirs = new Map<string, 'kept' | 'free'>();
  #count = 0;

  newMark(whose: 'mine' | 'theirs'): string {
    return `${whose === 'mine' ? 'u' : 'r'}-${this.#count++}-x`;
  }

  /** An edit with these marks has been acknowledged: saved by the user, or committed by the other person. */
  keep(marks: readonly string[]): void {
    for (const mark of marks) {
      if (mark.startsWith('r')) this.#theirs.set(mark, 'kept');
      else this.#mine.set(mark, 'kept');
    }
  }

  /** Back from where it was put aside. What is free stays free. */
  keepAgain(marks: readonly string[]): void {
    for (const mark of marks) if (this.#mine.get(mark) === 'aside') this.#mine.set(mark, 'kept');
  }

  setAside(marks: readonly string[]): void {
    for (const mark of marks) if (this.#mine.get(mark) === 'kept') this.#mine.set(mark, 'aside');
  }

  free(marks: readonly string[]): void {
    for (const mark of marks) {
      if (this.#mine.has(mark)) this.#mine.set(mark, 'free');
      if (this.#theirs.has(mark)) this.#theirs.set(mark, 'free');
    }
  }

  /** Sentences about what is missing; empty when all is well. */
  missing(found: {
    readonly atTips: ReadonlySet<string>;
    readonly inDrafts: ReadonlySet<string>;
    readonly keptAside: () => ReadonlySet<string>;
  }): readonly string[] {
    const { atTips, inDrafts, keptAside } = found;
    const lost = [...this.#mine]
      .filter(([mark, where]) => where !== 'free' && !atTips.has(mark) && !inDrafts.has(mark))
      .filter(([mark, where]) => where === 'kept' || !keptAside().has(mark))
      .map(
        ([mark, where]) => `the user's ${mark} (${where}) is neither committed nor in a draft, nor can it be had back`,
      );
    const undone = [...this.#theirs]
      .filter(([mark, where]) => where === 'kept' && !atTips.has(mark))
      .map(([mark]) => `the other person's ${mark} was undone`);
    return [...lost, ...undone];
  }
}

export function marksOfAll(texts: Iterable<string>): ReadonlySet<string> {
  return new Set([...texts].flatMap((text) => marksIn(text)));
}

/** The marks of a text that another one has not. */
export function marksOnlyIn(text: string, other: string): readonly string[] {
  const kept = new Set(marksIn(other));
  return marksIn(text).filter((mark) => !kept.has(mark));
}
