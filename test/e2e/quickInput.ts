import type { Locator, Page } from 'playwright-core';
import { waitUntil } from '../support/waitUntil';

/** The box at the top of the window: command palette, lists to choose from, text to type. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get box(): Locator {
    return this.#page.locator('.quick-input-widget:visible');
  }

  /** The box for what shall not be read by who looks on. */
  get secretBox(): Locator {
    return this.box.locator('input[type="password"]');
  }

  /** The line above the box that says what is asked. */
  title(text: string): Locator {
    return this.box.locator('.quick-input-title').filter({ hasText: text });
  }

  /** The rows on offer, by text. */
  row(text: string | RegExp): Locator {
    return this.box.locator('.monaco-list-row').filter({ hasText: text });
  }

  /** Types text into the box that is open, in place of what is there. */
  async type(text: string): Promise<void> {
    await this.box.locator('input[type="text"]').fill(text);
  }

  /** Narrows the list by `filter`, takes the first row that shows `text`, and waits until the list has gone. */
  async choose(filter: string, text: string | RegExp): Promise<void> {
    await this.type(filter);
    await this.row(text).first().click();
    // The next list may take a moment, and what is typed meanwhile would narrow this one.
    await waitUntil(async () => (await this.#readFilter()) !== filter);
  }

  /** `undefined` where no box is open. */
  async #readFilter(): Promise<string | undefined> {
    const [input] = await this.box.locator('input[type="text"]').all();
    return input?.inputValue({ timeout: 1000 }).catch(() => undefined);
  }

  /** Types text and confirms it. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.#page.keyboard.press('Enter');
  }
}
