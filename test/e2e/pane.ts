import type { Locator, Page } from 'playwright-core';

/** One of the views below each other in Maia's side bar. */
export class Pane {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  get #pane(): Locator {
    const title = this.#page.locator('.pane-header .title', { hasText: new RegExp(`^${this.#name}$`) });
    return this.#page.locator('.part.sidebar .pane').filter({ has: title });
  }

  /** Unfolds it unless it is unfolded. */
  async open(): Promise<void> {
    const header = this.#pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  }

  /** A row by what a screen reader says of it. */
  row(spoken: string | RegExp): Locator {
    return this.#pane.getByRole('treeitem', { name: spoken });
  }
}
