/** In CSS pixels, as in the stylesheet. */
const rowHeight = 44;

const spareRows = 8;

/** Which rows of a long list are in sight, and where they stand in it. */
export class RowWindow {
  readonly #owner: HTMLElement;
  readonly #getTotal: () => number;

  constructor(owner: HTMLElement, getTotal: () => number) {
    this.#owner = owner;
    this.#getTotal = getTotal;
  }

  /** Rows to show, a few more than are in sight. */
  getRange(): { first: number; last: number } {
    const list = this.#findList();
    const top = Math.floor((list?.scrollTop ?? 0) / rowHeight);
    const first = Math.max(0, Math.min(top, this.#getTotal() - 1) - spareRows);
    return { first, last: top + this.#countInSight() + spareRows };
  }

  /** Gives the list its height and the rows their place; a page without inline styles has to do it here. */
  place(): void {
    const space = this.#owner.querySelector<HTMLElement>('.listbox-space');
    const rows = this.#owner.querySelector<HTMLElement>('.listbox-window');
    if (space !== null) space.style.height = `${this.#getTotal() * rowHeight}px`;
    if (rows !== null) rows.style.transform = `translateY(${this.getRange().first * rowHeight}px)`;
  }

  reveal(index: number): void {
    const list = this.#findList();
    if (list === null) return;
    const top = index * rowHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
  }

  /** Where a key leads from a row; `undefined` for keys that do not move. */
  findTarget(key: string, from: number): number | undefined {
    const last = this.#getTotal() - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + this.#countInSight() - 1,
      PageUp: from - this.#countInSight() + 1,
      Home: 0,
      End: last,
    };
    const target = targets[key];
    return target === undefined ? undefined : Math.max(0, Math.min(target, last));
  }

  #countInSight(): number {
    return Math.max(2, Math.floor((this.#findList()?.clientHeight ?? 8 * rowHeight) / rowHeight));
  }

  #findList(): HTMLElement | null {
    return this.#owner.querySelector<HTMLElement>('.listbox');
  }
}
