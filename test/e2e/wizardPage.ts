import type { FrameLocator, Locator, Page } from 'playwright-core';
import { waitUntil } from '../support/waitUntil';

/** The page on which a project is created, in a tab of VS Code. */
export class WizardPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** VS Code shows a page in a frame within a frame. */
  get frame(): FrameLocator {
    return this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  heading(text: string | RegExp): Locator {
    return this.frame.getByRole('heading', { level: 1, name: text });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name }).first();
  }

  /** A card of a group in which one is chosen. */
  card(name: string | RegExp): Locator {
    return this.frame.getByRole('radio', { name });
  }

  field(label: string): Locator {
    return this.frame.getByLabel(label, { exact: true });
  }

  /** Waits until a field holds a text: what the page before could not hand over arrives a moment after the page. */
  async untilFilled(label: string, text: string): Promise<void> {
    const readValue = () => this.field(label).inputValue();
    await waitUntil(
      async () => (await readValue()) === text,
      async () => `${label} holds "${await readValue()}".`,
    );
  }

  repository(name: string | RegExp): Locator {
    return this.frame.getByRole('option', { name });
  }

  /** Goes on, and waits for the step whose heading says `next`. */
  async continueTo(next: string | RegExp): Promise<void> {
    await this.button('Continue').click();
    await this.heading(next).waitFor();
  }
}
