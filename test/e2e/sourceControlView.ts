import type { Locator, Page } from 'playwright-core';
import { press } from './treeRow';

/** The Source Control view: the message box above the groups of changes. */
export class SourceControlView {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Brings it to the front, as a mouse does. */
  async open(): Promise<void> {
    const tab = this.#page.locator('.activitybar').getByRole('tab', { name: /^Source Control/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.#view.waitFor();
  }

  get #view(): Locator {
    return this.#page.locator('.scm-view:visible');
  }

  /** The box for the message, by what it says when it is empty. */
  get messageBox(): Locator {
    return this.#view.locator('.scm-editor');
  }

  /** A group of changes, as "Changes" or "Conflicts". */
  group(name: string): Locator {
    return this.#view.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) }).locator('.resource-group');
  }

  /** The row of a file. */
  change(name: string): Locator {
    return this.#view.locator('.monaco-list-row').filter({ has: this.#page.locator('.resource', { hasText: name }) });
  }

  /** Presses one of the buttons that a row shows while the pointer is on it. */
  async press(row: Locator, button: string): Promise<void> {
    await press(row, button);
  }

  /** Writes a message and commits with the key that people are used to. */
  async commit(message: string): Promise<void> {
    await this.writeMessage(message);
    await this.#page.keyboard.press('Control+Enter');
  }

  /** Puts a message in place of what the box holds. */
  async writeMessage(message: string): Promise<void> {
    await this.messageBox.click();
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.insertText(message);
    await this.messageBox
      .locator('.view-lines')
      .filter({ hasText: toShown(message) })
      .waitFor();
  }
}

/** Monaco shows spaces as no-break spaces, and breaks lines at them. */
function toShown(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*'));
}
