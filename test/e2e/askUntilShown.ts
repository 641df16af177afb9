import type { Locator } from 'playwright-core';

const turns = 5;
const turnMs = 4000;

/**
 * Asks for something that the editor takes away again when the focus or the view has just moved, as a person does who asks
 * once more after `timeout` milliseconds. Rejects when it never stays.
 */
export async function askUntilShown(shown: Locator, ask: () => Promise<void>, timeout = turnMs): Promise<void> {
  for (let turn = 1; turn < turns; turn++) {
    await ask();
    const isShown = await shown.waitFor({ timeout }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  await ask();
  await shown.waitFor();
}
