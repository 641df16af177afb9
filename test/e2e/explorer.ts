import type { Locator, Page } from 'playwright-core';
import { askUntilShown } from './askUntilShown';

/** The tree of files of what is open as a folder. */
export class Explorer {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    const tab = this.#page.locator('.activitybar').getByRole('tab', { name: /^Explorer/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.#tree.waitFor();
  }

  get #tree(): Locator {
    return this.#page.locator('.explorer-folders-view:visible');
  }

  row(name: string): Locator {
    return this.#tree.getByRole('treeitem', { name, exact: true });
  }

  /** Unfolds a folder unless it is unfolded. */
  async unfold(name: string): Promise<void> {
    const folder = this.row(name);
    await askUntilShown(folder.and(this.#page.locator('[aria-expanded="true"]')), async () => {
      if ((await folder.getAttribute('aria-expanded')) !== 'true') await folder.click();
    });
  }
}
