import type { BrowserContext, Page } from 'playwright-core';
import type { EmulatorAddresses } from './emulatorAccess';

/** Set where somebody answers what host tests make the editor ask; on a desktop nobody does. */
export const personVariable = 'MAIA_PERSON';

/** Who grants access, in this order: every tab with a consent page is another person's. */
const people = ['Anna Schmidt', 'Ben Okafor', 'Anna Schmidt'];

/**
 * Does what a person does during host tests: pastes the emulator's consumer where the editor asks for one, and grants
 * access on the consent pages that open.
 */
export function attachPerson(context: BrowserContext, { consumer }: EmulatorAddresses): void {
  const waiting = [...people];
  context.on('page', (page) => {
    page.setDefaultTimeout(0);
    // A page that closes ends whatever is waited for on it.
    void answerConsumerQuestion(page, `Key: ${consumer.key} Secret: ${consumer.secret}`).catch(() => undefined);
    void grantAccess(page, () => waiting.shift()).catch(() => undefined);
  });
}

async function answerConsumerQuestion(page: Page, consumer: string): Promise<void> {
  const box = page.locator('.quick-input-widget:visible input[type="password"]');
  await box.fill(consumer);
  await box.press('Enter');
}

async function grantAccess(page: Page, nextPerson: () => string | undefined): Promise<void> {
  await page.getByRole('heading', { name: 'Log in to continue' }).waitFor();
  const person = nextPerson();
  if (person === undefined) throw new Error('Nobody is left who could sign in.');
  await page.getByRole('button', { name: person }).click();
  await page.getByRole('button', { name: 'Grant access' }).click();
}
