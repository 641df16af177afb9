import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Numbers the pictures of one story, so that a folder tells it in order. */
export class Screenshots {
  readonly #folder: string;
  #count = 0;

  /** `story` becomes a folder below `out/screenshots`. */
  constructor(story: string) {
    this.#folder = join('out', 'screenshots', story);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
  }

  get folder(): string {
    return this.#folder;
  }

  async take(page: Page, name: string): Promise<void> {
    this.#count++;
    const path = join(this.#folder, `${String(this.#count).padStart(2, '0')}-${name}.png`);
    // The pointer rests where nothing reacts to it, so that no tooltip covers what matters.
    await page.mouse.move(640, 799);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}
