import type { RepositoryRow, RepositoryRows } from '../../../wizard/protocol';

export const pageSize = 100;

/** What is known of a long list that is read page by page; rows of an older answer stay until newer ones arrive. */
export class RepositoryPages {
  #rows: (RepositoryRow | undefined)[] = [];
  #total = 0;
  #asked = new Set<number>();
  #generation = 0;

  get total(): number {
    return this.#total;
  }

  /** A number that answers must bring back, or they are about an older question. */
  get generation(): number {
    return this.#generation;
  }

  getRow(index: number): RepositoryRow | undefined {
    return this.#rows[index];
  }

  find(workspace: string, slug: string): number {
    return this.#rows.findIndex((row) => row?.workspace === workspace && row.slug === slug);
  }

  /** Everything is asked anew; `isOther` when it is another question, whose rows differ. */
  renew(isOther: boolean): void {
    this.#generation++;
    this.#asked.clear();
    if (isOther) this.#rows = [];
  }

  /** Nothing is known any more, not even how many there are. */
  clear(): void {
    this.renew(true);
    this.#total = 0;
  }

  /** First rows of the pages between two rows that nobody asked for yet; they count as asked from here on. */
  takeMissing(first: number, last: number): readonly number[] {
    const missing: number[] = [];
    for (let from = Math.floor(first / pageSize) * pageSize; from <= Math.max(last, first); from += pageSize) {
      if (this.#asked.has(from)) continue;
      this.#asked.add(from);
      missing.push(from);
    }
    return missing;
  }

  put(from: number, { rows, total }: RepositoryRows): void {
    this.#total = total;
    rows.forEach((row, index) => {
      this.#rows[from + index] = row;
    });
    this.#rows.length = Math.min(this.#rows.length, total);
  }

  /** The page may be asked for again. */
  forget(from: number): void {
    this.#asked.delete(from);
  }
}
