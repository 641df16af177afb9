import type { Locator } from 'playwright-core';

const turns = 5;
const patienceMs = 4000;

/**
 * Asks for something that the editor takes away again when the focus or the view has just moved, as a person does who asks
 * once more. Rejects when it never stays.
 */
export async function askUntilShown(shown: Locator, ask: () => Promise<void>): Promise<void> {
  for (let turn = 1; turn < turns; turn++) {
    await ask();
    const isShown = await shown.waitFor({ timeout: patienceMs }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  await ask();
  await shown.waitFor();
}
