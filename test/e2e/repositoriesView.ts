import type { Locator, Page } from 'playwright-core';
import { askUntilShown } from './askUntilShown';

/** The tree in the side bar, or what is shown in its place while nobody is signed in. */
export class RepositoriesView {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get #pane(): Locator {
    return this.#page.locator('.part.sidebar .pane:has(> .pane-header[aria-label*="Repositories"])').first();
  }

  /** The text and buttons for somebody who is not signed in. */
  get welcome(): Locator {
    return this.#pane.locator('.welcome-view-content:visible');
  }

  /** The line above the rows. */
  message(text: string | RegExp): Locator {
    return this.#page.locator('.part.sidebar .message').filter({ hasText: text });
  }

  async untilShown(): Promise<void> {
    await this.#pane.waitFor();
  }

  async pressWelcomeButton(name: string): Promise<void> {
    await this.welcome.getByRole('button', { name, exact: true }).click();
  }

  /** A row by what a screen reader says of it. */
  row(spoken: RegExp): Locator {
    return this.#page.locator('.part.sidebar').getByRole('treeitem', { name: spoken });
  }

  workspace(name: string): Locator {
    return this.row(new RegExp(`^${name}, workspace`, 'i'));
  }

  /** Names are as loose as people say them: `sales-analytics` is also "Sales analytics". */
  repository(slug: string): Locator {
    return this.row(new RegExp(`^${slug.replaceAll('-', '[- ]')}, (favourite )?repository`, 'i'));
  }

  folder(name: string): Locator {
    return this.row(new RegExp(`^${name}, folder`));
  }

  pipeline(name: string): Locator {
    return this.row(new RegExp(`^${name}, (orchestration|transformation) pipeline`));
  }

  /** Unfolds a row unless it is unfolded. */
  async unfold(row: Locator): Promise<void> {
    await askUntilShown(row.and(this.#page.locator('[aria-expanded="true"]')), async () => {
      if ((await row.getAttribute('aria-expanded')) === 'true') return;
      // What is told of the row above, once the pointer rests there, may lie over this one.
      await this.#page.mouse.move(640, 799);
      await row.click();
    });
  }

  /** Names of the repositories on screen, once nothing is loading any more. */
  async readRepositories(): Promise<string[]> {
    const rows = this.row(/, (favourite )?repository,?/i);
    await rows.first().waitFor();
    await this.#page.locator('.part.sidebar .codicon-loading').first().waitFor({ state: 'detached' });
    const spoken = await Promise.all((await rows.all()).map((row) => row.getAttribute('aria-label')));
    return spoken.map((label) => label?.split(',')[0] ?? '');
  }
}
