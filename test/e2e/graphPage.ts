import type { FrameLocator, Locator, Page } from 'playwright-core';

/** A pipeline's graph in a tab of VS Code. */
export class GraphPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** VS Code shows a page in a frame within a frame. */
  get frame(): FrameLocator {
    return this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  get canvas(): Locator {
    return this.frame.getByRole('application');
  }

  get nodes(): Locator {
    return this.frame.locator('.holder');
  }

  node(name: string): Locator {
    return this.frame.locator(`[data-id="1:${name}"]`);
  }

  /** A component by what a screen reader says of it. */
  labelled(text: string): Locator {
    return this.frame.getByRole('img', { name: text, exact: true });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name });
  }

  /** Waits until that component is selected, or none is. */
  async untilSelected(name: string | undefined): Promise<void> {
    const selected = this.frame.locator('.holder.selected');
    if (name === undefined) await selected.waitFor({ state: 'detached' });
    else await this.frame.locator(`.holder.selected[data-id="1:${name}"]`).waitFor();
  }

  /** Waits until a component stands elsewhere. */
  async untilMoved(name: string, before: string | null): Promise<void> {
    await this.frame.locator(`[data-id="1:${name}"]:not([transform="${before ?? ''}"])`).waitFor();
  }
}
